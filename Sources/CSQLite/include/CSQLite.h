#ifndef LAGEBILD_CSQLITE_H
#define LAGEBILD_CSQLITE_H

/*
 Tells SQLite to count no memory, which takes a lock at every allocation (a twelfth of the time of storing). To be
 called before the first database is opened; later it changes nothing. It stands in C because Swift cannot
 call `sqlite3_config`, which takes any number of arguments.
*/
void lb_sqlite_count_no_memory(void);

#endif
