// The system's libzstd, for the texts and readings that the archive keeps.
#include <zstd.h>
