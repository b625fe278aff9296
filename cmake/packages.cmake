# SPDX-License-Identifier: Apache-2.0
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(PARTS REQUIRED IMPORTED_TARGET
  libevent_openssl libssl
  libxml-2.0 libxslt libexslt libcurl libevent libevent_pthreads sqlite3 libcrypto libqpdf libseccomp
  harfbuzz-subset libsystemd jansson ldap lber libzip libpng libdeflate)
find_library(HPDF_LIBRARY hpdf REQUIRED)
find_library(HYPHEN_LIBRARY hyphen REQUIRED)
# libetpan.pc asks for -no-pie: named plainly, so that PIE stays.
find_library(ETPAN_LIBRARY etpan REQUIRED)
# The daemon makes and frees a tree of XML at every step: with mimalloc's malloc that costs half of
# what it does with glibc's.  The sanitizers bring their own.
if(NOT SANITIZE)
  find_library(MIMALLOC_LIBRARY mimalloc REQUIRED)
  # No object names it: it takes the place of malloc by standing first.
  set(MALLOC "-Wl,--push-state,--no-as-needed,${MIMALLOC_LIBRARY},--pop-state")
endif()
add_library(parts INTERFACE)
target_link_libraries(parts INTERFACE PkgConfig::PARTS ${HPDF_LIBRARY} ${HYPHEN_LIBRARY} ${ETPAN_LIBRARY}
  Threads::Threads m z)
