#ifndef LAGEBILD_KERNELS_H
#define LAGEBILD_KERNELS_H

#include <stdint.h>

/*
 The inner loops of the parser and the tagger. They stand in C because a C compiler makes one version of a
 function for each width of vector registers and chooses when the program starts.

 Every sum is built in the same order whatever the width, and a product is fused with a sum where
 this says so and nowhere else: the results are the same to the last bit on every machine (one
 without fused multiplication computes it slowly, but equally). Matrices are row-major.
*/

/* y[r] = bias + x[r] w, for each of `rows` rows; x: rows x in, w: in x out, bias may be NULL. */
void lb_affine(
    const float *x, int64_t rows, int64_t in, const float *w, const float *bias, int64_t out,
    float *y);

/* y[r] += x[r] w. */
void lb_affine_add(
    const float *x, int64_t rows, int64_t in, const float *w, int64_t out, float *y);

/* dw += transposed(x) dy; dbias += the sum of dy's rows (dbias may be NULL). */
void lb_affine_back_weights(
    const float *x, const float *dy, int64_t rows, int64_t in, int64_t out, float *dw,
    float *dbias);

/*
 One step of a long short-term memory. gates: 4 x width, on entry the sums of the input, forget,
 output gate and of the candidate, on return their activations; cell and hidden are written.
*/
void lb_lstm_step(
    float *gates, const float *cell_before, float *cell, float *cell_tanh, float *hidden,
    int64_t width);

/*
 The same backwards. dgates is written; dcell holds the gradient of the cell on entry and that of
 the cell before on return.
*/
void lb_lstm_step_back(
    const float *gates, const float *cell_before, const float *cell_tanh, const float *dhidden,
    float *dcell, float *dgates, int64_t width);

/* y[i] += a * x[i] */
void lb_add_scaled(float *y, const float *x, float a, int64_t count);

/* The dot product of two vectors. */
float lb_dot(const float *a, const float *b, int64_t count);

/* Adam (Kingma and Ba 2015); the gradient is set to zero. */
void lb_adam(
    float *w, float *gradient, float *m, float *v, int64_t count, float rate, float beta1,
    float beta2, float correction1, float correction2);

/* Has the line of the cache fetched in which an address lies. */
static inline void lb_fetch(const void *address) { __builtin_prefetch(address); }

/* The same for rows of numbers: row `places[i]` of `width` floats, for each i below `count`. */
void lb_fetch_rows(const float *rows, int64_t width, const int32_t *places, int64_t count);

/* sums += the sum of `count` rows of 64 signed bytes, given by their numbers; at most 256 of them. */
void lb_add_rows(const int8_t *rows, const int32_t *numbers, int64_t count, int16_t *sums);

/*
 sums = the sum of the rows of some features in a table of `buckets` times four rows of sixteen bytes: twelve
 weights, then a fingerprint of four bytes, odd, or 0 for an empty row. The upper half of a feature says
 which bucket, its lower half with the last bit set is its fingerprint. The first has the rows fetched
 into the cache, for later.
*/
void lb_fetch_features(
    const void *rows, int64_t buckets, const uint64_t *features, int64_t count);
void lb_sum_features(
    const void *rows, int64_t buckets, const uint64_t *features, int64_t count, int16_t *sums);

/*
 Embeddings side by side: for each of `count` words the rows of `fields` tables whose numbers stand in `rows`, one
 word after the other. widths: the bytes of a row of each table, multiples of eight.
*/
void lb_embed(
    const uint8_t *const *tables, const int64_t *widths, int64_t fields, const int32_t *rows,
    int64_t count, uint8_t *out);

/*
 y[r] = base[r] + scales * ((x[r] - 128) w) for each of `rows` rows, where base[r] is row r of `base`, or row
 places[r] where there are places; it may be y. Its rows are `step` numbers apart: 0 for a bias, the same for
 all. x: bytes that stand for numbers less 128, `stride` bytes a row, `in` of them used, a multiple of four. w: signed bytes, in blocks of 64 columns (out is a multiple of that), within a
 block four inputs of each column side by side. offsets: for each column -128 times the sum of its
 weights. The sums are whole numbers, exact whatever their order.
*/
void lb_affine_bytes(
    const uint8_t *x, int64_t stride, int64_t rows, int64_t in, const int8_t *w,
    const int32_t *offsets, const float *scales, const float *base, int64_t step,
    const int32_t *places, int64_t out, float *y);

/*
 lb_lstm_step for `rows` sentences whose memory is only read: gates: 4 x width a row; cell: width a
 row, on entry that of the word before; hidden: `stride` bytes a row, of which `width` are written:
 127 times the value, plus 128.
*/
void lb_lstm_step_bytes(
    float *gates, int64_t rows, float *cell, uint8_t *hidden, int64_t stride, int64_t width);

/* A leaky rectifier: y[i] = max(x[i], 0.1 x[i]); y may be x. The second takes the sum of two. */
void lb_rectify(const float *x, int64_t count, float *y);
void lb_rectify_sum(const float *a, const float *b, int64_t count, float *y);

/*
 out[r] = x[r] t for each of `rows` rows; x: `stride` numbers a row, `in` of them used; t: in x columns, which
 are a multiple of sixteen, as in out.
*/
void lb_products(
    const float *x, int64_t stride, int64_t rows, int64_t in, const float *t, int64_t columns,
    float *out);

/* Four rows of `width` numbers as columns: out[i * columns] and the three behind it are the numbers i of the rows. */
void lb_columns(
    const float *a, const float *b, const float *c, const float *d, int64_t width, float *out,
    int64_t columns);

/* y[i] = unit * (x[i] less the greatest of them), at least `least`. */
void lb_lead(const float *x, int64_t count, float unit, float least, int16_t *y);

/*
 The rows of those of `count` hashes, at most 64, that stand in a `HashIndex`: `size` keys, the first of each of its
 2^bits buckets. Returns how many they are.
*/
int64_t lb_find_rows(
    const uint32_t *keys, int64_t size, const uint32_t *buckets, int64_t bits,
    const uint64_t *hashes, int64_t count, int32_t *rows);

/* The place of the first of the greatest of `count` numbers; 0 where there is none. */
int64_t lb_greatest(const float *x, int64_t count);

/* The same among those of 64 numbers whose bit is set in `allowed`; only these have to be there. */
int64_t lb_greatest_of(const float *x, uint64_t allowed);

/*
 The scores of candidates that are given by their features. Each is the sum of the rows (32 wide) of the `common`
 features of all and of its own, which end at `ends`; the first 31 lanes are rectified; the score is
 the dot product with `output`.
*/
void lb_score_rows(
    const float *rows, const uint16_t *common, int64_t commons, const uint16_t *features,
    const int32_t *ends, int64_t count, const float *output, float *scores);

/*
 Every article takes and frees some large buffers. By default glibc gives them back to the system each time, and
 clearing the pages anew costs a tenth of the time of reading. For a program to call once; elsewhere it does nothing.
*/
void lb_keep_memory(void);

#endif
