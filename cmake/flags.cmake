# SPDX-License-Identifier: Apache-2.0
# Warnings are errors; the hardening flags are those of Debian's and OpenSSF's guides.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla
  -Wformat=2 -Wundef -Werror -fno-strict-aliasing)
add_compile_definitions(_GNU_SOURCE)
option(SANITIZE "AddressSanitizer, UndefinedBehaviorSanitizer and the fuzz targets (clang)" OFF)
if(SANITIZE)
  # One build for the unit tests and the fuzz targets, which are libFuzzer's: clang.
  add_compile_options(-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined
    -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
else()
  add_compile_options(-fstack-protector-strong -fstack-clash-protection -fcf-protection)
  add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,-z,separate-code)
  if(NOT CMAKE_BUILD_TYPE STREQUAL Debug)
    add_compile_definitions(_FORTIFY_SOURCE=2)
  endif()
endif()
# Assertions stay on in a release: a bug dies, it does not go on.
set(CMAKE_C_FLAGS_RELEASE "-O2 -g")
string(REPLACE "-DNDEBUG" "" CMAKE_C_FLAGS_RELWITHDEBINFO "${CMAKE_C_FLAGS_RELWITHDEBINFO}")
include(CheckPIESupported)
check_pie_supported()
