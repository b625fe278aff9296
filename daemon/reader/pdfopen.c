// SPDX-License-Identifier: Apache-2.0
#include "reader/pdfopen.h"

#include <qpdf/qpdf-c.h>

bool
pdfopen_can(struct span file)
{
    qpdf_data pdf;
    bool good;

    if (file.len > PDFOPEN_BYTES_MAX || !span_starts(file, "%PDF-") || (pdf = qpdf_init()) == NULL)
        return false;
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    good = (qpdf_read_memory(pdf, "attachment", file.data, file.len, NULL) & QPDF_ERRORS) == 0 &&
           qpdf_get_num_pages(pdf) > 0;
    if (qpdf_has_error(pdf))
        good = qpdf_get_error(pdf) == NULL; /* taken: qpdf writes about what nobody took */
    qpdf_cleanup(&pdf);
    return good;
}
