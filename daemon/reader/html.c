// SPDX-License-Identifier: Apache-2.0
#include "reader/html.h"

#include <libxml/HTMLparser.h>
#include <string.h>
#include <strings.h>

#include "common/utf8.h"

enum { TEXT_MAX = 2 * 1024 * 1024, BREAKS_MAX = 2 };

/* --- before the parser --- */

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Behind the attribute value that begins at s[at]. */
static size_t
value_end(struct span s, size_t at)
{
    size_t end;

    while (at < s.len && is_space(s.data[at]))
        at++;
    if (at < s.len && (s.data[at] == '"' || s.data[at] == '\'')) {
        end = span_find_byte(span_from(s, at + 1), s.data[at]);
        return end == SIZE_MAX ? s.len : at + end + 2;
    }
    while (at < s.len && !is_space(s.data[at]) && s.data[at] != '>')
        at++;
    return at;
}

/* The attributes of the tag whose name begins at s[*at]; *at goes behind the tag. */
static size_t
count_attributes(struct span s, size_t *at)
{
    size_t count = 0;
    bool space = false;

    while (*at < s.len && s.data[*at] != '>') {
        if (s.data[*at] == '=') {
            *at = value_end(s, *at + 1);
            space = true;
            continue;
        }
        if (!is_space(s.data[*at]) && space)
            count++;
        space = is_space(s.data[*at]) || s.data[*at] == '/';
        ++*at;
    }
    return count;
}

static bool
too_many_attributes(struct span s)
{
    for (size_t i = 0; i + 1 < s.len; i++) {
        char c = s.data[i + 1];

        if (s.data[i] != '<' || !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')))
            continue;
        i++;
        if (count_attributes(s, &i) > HTML_ATTRIBUTES_MAX)
            return true;
    }
    return false;
}

/* --- what the tree says --- */

static const char *
attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
        if (strcasecmp((const char *)attr->name, name) == 0)
            return attr->children == NULL || attr->children->content == NULL
                       ? ""
                       : (const char *)attr->children->content;
    return NULL;
}

static bool
is_in(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strcasecmp(name, *list) == 0)
            return true;
    return false;
}

static const char *
name_of(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE ? (const char *)node->name : "";
}

/* In a quoted copy Outlook puts x_ before ids and classes. */
static const char *
without_x(const char *word)
{
    return strncasecmp(word, "x_", 2) == 0 ? word + 2 : word;
}

/* The style without spaces, in lower case, as far as it fits. */
static void
read_style(const xmlNode *node, char *style, size_t size)
{
    const char *written = attribute(node, "style");
    size_t len = 0;

    for (; written != NULL && *written != '\0' && len + 1 < size; written++)
        if (!is_space(*written))
            style[len++] = (char)(*written >= 'A' && *written <= 'Z' ? *written + 32 : *written);
    style[len] = '\0';
}

static bool
is_hidden(const xmlNode *node)
{
    static const char *const dropped[] = {"script", "style", "head",   "title", "template", "object",
                                          "iframe", "svg",   "math",   "meta",  "link",     "noframes",
                                          "audio",  "video", "canvas", NULL};
    static const char *const signs[] = {"display:none", "visibility:hidden", "mso-hide:all", NULL};
    char style[1024];

    if (node->type != XML_ELEMENT_NODE)
        return node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE;
    if (is_in(name_of(node), dropped) || attribute(node, "hidden") != NULL)
        return true;
    read_style(node, style, sizeof style);
    for (size_t i = 0; signs[i] != NULL; i++)
        if (strstr(style, signs[i]) != NULL)
            return true;
    for (const char *at = style; (at = strstr(at, "font-size:0")) != NULL; at++)
        if (at[11] == '\0' || at[11] == ';' || at[11] == 'p' || at[11] == '!')
            return true;
    return false;
}

static bool
has_class(const xmlNode *node, const char *const *list)
{
    const char *classes = attribute(node, "class");
    struct span rest = span_of(classes), word;

    while (span_split(&rest, ' ', &word))
        for (size_t i = 0; list[i] != NULL; i++)
            if (span_is_nocase(word, list[i]) ||
                (span_starts_nocase(word, "x_") && span_is_nocase(span_from(word, 2), list[i])))
                return true;
    return false;
}

/* The element holds what was quoted, or the line that says who is quoted. */
static bool
is_quote(const xmlNode *node)
{
    static const char *const classes[] = {"gmail_quote",
                                          "gmail_quote_container",
                                          "moz-cite-prefix",
                                          "moz-forward-container",
                                          "moz-email-headers-table",
                                          "yahoo_quoted",
                                          "yahoo_qtd_body",
                                          "protonmail_quote",
                                          "tutanota_quote",
                                          "zmail_extra",
                                          "ms-outlook-mobile-reference-message",
                                          NULL};
    static const char *const ids[] = {"mail-editor-reference-message-container",
                                      "reply-intro",
                                      "isReplyContent",
                                      "isForwardContent",
                                      "OLK_SRC_BODY_SECTION",
                                      NULL};
    static const char *const markers[] = {"__QUOTED_TEXT__", NULL};
    const char *id, *marker;

    if (node->type != XML_ELEMENT_NODE)
        return false;
    if (strcasecmp(name_of(node), "blockquote") == 0)
        return true;
    id = attribute(node, "id");
    marker = attribute(node, "data-marker");
    if (marker != NULL && is_in(marker, markers))
        return true;
    if (id != NULL && (is_in(without_x(id), ids) || strncasecmp(without_x(id), "yahoo_quoted", 12) == 0))
        return true;
    return has_class(node, classes);
}

/* The first words below the node, without spaces, in lower case. */
static void
first_words(const xmlNode *top, char *words, size_t size)
{
    const xmlNode *node = top;
    size_t len = 0;

    while (node != NULL && len + 1 < size) {
        if (node->type == XML_TEXT_NODE)
            for (const char *c = (const char *)node->content; c != NULL && *c != '\0' && len + 1 < size; c++)
                if (!is_space(*c) && (unsigned char)*c != 0xC2 && (unsigned char)*c != 0xA0)
                    words[len++] = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            node = node->children;
            continue;
        }
        while (node != top && node->next == NULL)
            node = node->parent;
        node = node == top ? NULL : node->next;
    }
    words[len] = '\0';
}

/* Outlook's reply header has no name: a box with a line on top that begins with the author. */
static bool
is_outlook_header(const xmlNode *node)
{
    static const char *const authors[] = {"de:", "from:", "von:", "da:", "van:"};
    char style[512], words[16];

    if (strcasecmp(name_of(node), "div") != 0)
        return false;
    read_style(node, style, sizeof style);
    if (strstr(style, "border-top:solid") == NULL && strstr(style, "border-top:1pt") == NULL)
        return false;
    first_words(node, words, sizeof words);
    for (size_t i = 0; i < sizeof authors / sizeof authors[0]; i++)
        if (strncmp(words, authors[i], strlen(authors[i])) == 0)
            return true;
    return false;
}

/* With this element begins the quoted part, and it goes on to the end of the mail. */
static bool
is_quoted_from_here(const xmlNode *node)
{
    static const char *const ids[] = {"divRplyFwdMsg", "appendonsend", "stopSpelling", "zwchr", NULL};
    static const char *const markers[] = {"__DIVIDER__", "__HEADERS__", NULL};
    static const char *const classes[] = {"OutlookMessageHeader", NULL};
    const char *id, *marker;

    if (node->type != XML_ELEMENT_NODE)
        return false;
    id = attribute(node, "id");
    marker = attribute(node, "data-marker");
    return (id != NULL && is_in(without_x(id), ids)) || (marker != NULL && is_in(marker, markers)) ||
           has_class(node, classes) || is_outlook_header(node);
}

/* --- the text --- */

struct walker {
    struct text out;
    size_t breaks;    /* line ends owed before the next word */
    size_t row_start; /* length of out when the row of the table began */
    int quote, shown; /* levels here; levels of the line that was begun last */
    int pre;          /* <pre> that we are in */
    bool below;       /* all that follows is quoted */
    bool space, bullet, cell;
};

static int
quote_depth(const struct walker *w)
{
    int depth = w->quote + (w->below ? 1 : 0);

    return depth < HTML_QUOTE_DEPTH_MAX ? depth : HTML_QUOTE_DEPTH_MAX;
}

static void
want_break(struct walker *w, size_t breaks)
{
    if (w->cell) /* the paragraph that a cell begins with goes on the row's line */
        return;
    if (w->breaks < breaks)
        w->breaks = breaks;
    w->space = false;
}

static void
drop_trailing_blanks(struct walker *w)
{
    while (w->out.len > 0 && (w->out.data[w->out.len - 1] == ' ' || w->out.data[w->out.len - 1] == '\t'))
        text_cut(&w->out, w->out.len - 1);
}

static void
start_line(struct walker *w)
{
    int depth = quote_depth(w);

    if (w->out.len > 0) {
        drop_trailing_blanks(w);
        text_byte(&w->out, '\n');
        for (size_t i = 1; i < w->breaks; i++)
            text_string(&w->out, depth > 0 && w->shown > 0 ? ">\n" : "\n");
    }
    for (int i = 0; i < depth; i++)
        text_string(&w->out, "> ");
    w->shown = depth;
    w->breaks = 0;
    w->space = w->cell = false;
}

/* What is owed before a word: line ends, bullet, bar between cells, space. */
static void
before_word(struct walker *w)
{
    if (w->out.len == 0 || w->breaks > 0)
        start_line(w);
    else if (w->cell)
        text_string(&w->out, " | ");
    else if (w->space)
        text_byte(&w->out, ' ');
    if (w->bullet)
        text_string(&w->out, "- ");
    w->space = w->cell = w->bullet = false;
}

static void
add_text(struct walker *w, const char *content)
{
    for (; content != NULL && *content != '\0'; content++) {
        if (w->pre > 0 && *content == '\n') {
            w->breaks = w->breaks < BREAKS_MAX ? w->breaks + 1 : BREAKS_MAX;
        } else if (is_space(*content) && w->pre == 0) {
            w->space = w->out.len > 0;
        } else if (*content != '\r') {
            before_word(w);
            text_byte(&w->out, *content);
        }
    }
}

static bool
is_block(const char *name)
{
    static const char *const blocks[] = {
        "div",     "table",  "ul",     "ol",      "li",     "tr",       "hr",     "section",
        "article", "header", "footer", "address", "form",   "fieldset", "center", "blockquote",
        "dl",      "dt",     "dd",     "body",    "tbody",  "thead",    "tfoot",  "caption",
        "figure",  "main",   "nav",    "aside",   "legend", "textarea", "option", NULL};

    return is_in(name, blocks);
}

static bool
is_paragraph(const char *name)
{
    static const char *const paragraphs[] = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", NULL};

    return is_in(name, paragraphs);
}

/* A further cell goes on with the row's line, though paragraphs inside the cells end lines. */
static void
begin_cell(struct walker *w)
{
    if (w->out.len <= w->row_start || quote_depth(w) != w->shown)
        return;
    w->breaks = 0;
    w->cell = true;
}

static void
enter(struct walker *w, const xmlNode *node)
{
    const char *name = name_of(node);

    if (strcasecmp(name, "tr") == 0 || strcasecmp(name, "table") == 0 || is_quote(node))
        w->cell = false;
    if (is_quoted_from_here(node)) {
        w->cell = false;
        want_break(w, 1);
        w->below = true;
    }
    if (is_quote(node)) {
        want_break(w, 1);
        w->quote++;
    }
    if (is_block(name) || is_paragraph(name))
        want_break(w, is_paragraph(name) ? 2 : 1);
    if (strcasecmp(name, "br") == 0) {
        w->breaks = w->breaks < BREAKS_MAX ? w->breaks + 1 : BREAKS_MAX;
        w->space = false;
    } else if (strcasecmp(name, "tr") == 0) {
        w->row_start = w->out.len;
    } else if (strcasecmp(name, "td") == 0 || strcasecmp(name, "th") == 0) {
        begin_cell(w);
    } else if (strcasecmp(name, "li") == 0) {
        w->bullet = true;
    } else if (strcasecmp(name, "pre") == 0) {
        w->pre++;
    }
}

static void
leave(struct walker *w, const xmlNode *node)
{
    const char *name = name_of(node);

    if (strcasecmp(name, "tr") == 0 || is_quote(node))
        w->cell = false;
    if (is_quote(node)) {
        want_break(w, 1);
        w->quote--;
    }
    if (is_block(name) || is_paragraph(name))
        want_break(w, is_paragraph(name) ? 2 : 1);
    if (strcasecmp(name, "pre") == 0)
        w->pre--;
    if (strcasecmp(name, "li") == 0)
        w->bullet = false;
}

/* Without recursion: down, else on, else up until one can go on. */
static void
walk(struct walker *w, const xmlNode *root)
{
    const xmlNode *node = root;

    while (node != NULL) {
        bool hidden = is_hidden(node);

        if (!hidden && node->type != XML_ELEMENT_NODE)
            add_text(w, (const char *)node->content);
        if (!hidden && node->type == XML_ELEMENT_NODE) {
            enter(w, node);
            if (node->children != NULL) {
                node = node->children;
                continue;
            }
            leave(w, node);
        }
        while (node != root && node->next == NULL) {
            node = node->parent;
            leave(w, node);
        }
        node = node == root ? NULL : node->next;
    }
}

/* The parser gives up, without a word in its result, on elements nested too deep. */
static bool
gave_up(const htmlParserCtxt *context)
{
    return context->errNo == XML_ERR_INTERNAL_ERROR || context->errNo == XML_ERR_NO_MEMORY ||
           context->disableSAX != 0;
}

bool
html_text(struct arena *arena, struct span source, struct span *text)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                        HTML_PARSE_COMPACT |
                        HTML_PARSE_IGNORE_ENC; /* a lying meta would load a converter from disk */
    struct walker w = {.out = text_new(arena, TEXT_MAX)};
    htmlParserCtxt *context;
    htmlDocPtr doc;
    bool fine;

    *text = (struct span){"", 0};
    if (source.len > HTML_BYTES_MAX || too_many_attributes(source))
        return false;
    if (span_trim(source).len == 0)
        return true;
    context = htmlNewParserCtxt();
    if (context == NULL)
        return false;
    doc = htmlCtxtReadMemory(context, source.data, (int)source.len, NULL, "UTF-8", options);
    fine = doc != NULL && !gave_up(context);
    if (fine && xmlDocGetRootElement(doc) != NULL)
        walk(&w, xmlDocGetRootElement(doc));
    xmlFreeDoc(doc);
    htmlFreeParserCtxt(context);
    drop_trailing_blanks(&w);
    if (w.out.len > 0)
        text_byte(&w.out, '\n');
    if (fine)
        *text = utf8_clean(arena, text_get(&w.out));
    return fine;
}
