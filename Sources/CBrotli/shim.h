// The system's libbrotlidec, for bodies of pages (RFC 7932).
#include <brotli/decode.h>
