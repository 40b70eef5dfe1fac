#ifndef LAGEBILD_HEAP_H
#define LAGEBILD_HEAP_H

/// Bytes that the allocator has given out and not got back; 0 where it does not tell.
double heap_in_use(void);

/// How often memory was asked for since the program began; 0 where that cannot be counted.
double allocation_count(void);

/// Keeps freed memory, as the program does when it starts; it stands in `Sources/Kernels`.
void lb_keep_memory(void);

#endif
