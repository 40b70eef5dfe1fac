#include "heap.h"

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#endif

double heap_in_use(void) {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd);
#else
    return 0;
#endif
}
