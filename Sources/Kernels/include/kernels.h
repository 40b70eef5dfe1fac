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

/* sums[i] += row[i] */
void lb_add_bytes(int32_t *sums, const int8_t *row, int64_t count);

/* out[i] = row[i] * scale */
void lb_expand_bytes(const int8_t *row, float scale, int64_t count, float *out);

/* The dot product of a vector with each of `count` rows. */
void lb_dots(const float *query, const float *rows, int64_t count, int64_t width, float *out);

/*
 The scores of candidates that are given by their features. Each is the sum of `shared` and of the rows
 (32 wide) of its features, which end at `ends`; the first 31 lanes are rectified; the score is the
 dot product with `output`.
*/
void lb_score_rows(
    const float *rows, const uint16_t *features, const int32_t *ends, int64_t count,
    const float *shared, const float *output, float *scores);

#endif
