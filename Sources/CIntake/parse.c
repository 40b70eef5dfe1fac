#include "CIntake.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

typedef struct block {
    struct block *next;
} block;

struct intake_parse {
    block *blocks;
    char *free;
    size_t left;
    size_t used;
    size_t limit;
    GumboOutput *output;
    jmp_buf out_of_memory;
};

enum { block_size = 1 << 18, alignment = 16 };

static void *allocate(void *context, size_t size) {
    intake_parse *parse = context;
    size = (size + alignment - 1) & ~(size_t)(alignment - 1);
    if (size > parse->left) {
        size_t wanted = size + alignment > block_size ? size + alignment : block_size;
        block *new = NULL;
        if (parse->used + wanted <= parse->limit) new = malloc(wanted);
        // gumbo does not look at the result of its allocator: the way out is the jump.
        if (!new) longjmp(parse->out_of_memory, 1);
        new->next = parse->blocks;
        parse->blocks = new;
        parse->used += wanted;
        parse->free = (char *)new + alignment;
        parse->left = wanted - alignment;
    }
    void *result = parse->free;
    parse->free += size;
    parse->left -= size;
    return result;
}

static void deallocate(void *context, void *pointer) {
    (void)context;
    (void)pointer;
}

intake_parse *intake_parse_html(const char *bytes, size_t length, size_t memory_limit) {
    intake_parse *parse = calloc(1, sizeof(intake_parse));
    if (!parse) return NULL;
    parse->limit = memory_limit;
    if (setjmp(parse->out_of_memory)) {
        intake_free(parse);
        return NULL;
    }
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = allocate;
    options.deallocator = deallocate;
    options.userdata = parse;
    options.max_errors = 0;
    parse->output = gumbo_parse_with_options(&options, bytes, length);
    return parse;
}

const GumboNode *intake_document(const intake_parse *parse) { return parse->output->document; }

void intake_free(intake_parse *parse) {
    if (!parse) return;
    for (block *each = parse->blocks; each;) {
        block *next = each->next;
        free(each);
        each = next;
    }
    free(parse);
}
