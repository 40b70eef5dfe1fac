#ifndef CINTAKE_H
#define CINTAKE_H

#include <gumbo.h>
#include <stddef.h>

/// A parse of gumbo whose memory comes from one arena: it is freed at once, without the recursion of
/// gumbo_destroy_output, and it cannot grow beyond a limit.
typedef struct intake_parse intake_parse;

/// Parses UTF-8. NULL where the tree would need more than `memory_limit` bytes.
intake_parse *intake_parse_html(const char *bytes, size_t length, size_t memory_limit);

/// The root of the tree; it lives as long as the parse.
const GumboNode *intake_document(const intake_parse *parse);

void intake_free(intake_parse *parse);

#endif
