#include "kernels.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma clang fp contract(off)

/* Columns of a block of weights, and bytes of it for four inputs. */
#define BLOCK 64
#define QUAD (4 * BLOCK)

typedef struct {
    const uint8_t *x;
    int64_t stride, in;
    const int8_t *w;
    const int32_t *offsets;
    const float *scales, *base;
    int64_t step;
    const int32_t *places;
    int64_t out;
    float *y;
} affine_bytes;

/* What the sums of a row are added to. */
static inline __attribute__((always_inline)) const float *base_of(const affine_bytes *a, int64_t row) {
    return a->base + (a->places ? a->places[row] : row) * a->step;
}

/* Writes the sums of a block of columns of one row. */
static inline __attribute__((always_inline)) void finish(
    const affine_bytes *a, const int32_t *sums, int64_t row, int64_t column, int64_t count) {
    float *y = a->y + row * a->out + column;
    const float *scales = a->scales + column, *base = base_of(a, row) + column;
    for (int64_t k = 0; k < count; k++) y[k] = (float)sums[k] * scales[k] + base[k];
}

/* For any machine. */
static void rows_any(const affine_bytes *a, int64_t rows) {
    for (int64_t r = 0; r < rows; r++) {
        const uint8_t *x = a->x + r * a->stride;
        for (int64_t j = 0; j < a->out; j += BLOCK) {
            const int8_t *w = a->w + j * a->in;
            int32_t sums[BLOCK];
            memcpy(sums, a->offsets + j, sizeof sums);
            for (int64_t i = 0; i < a->in; i += 4, w += QUAD) {
                int32_t x0 = x[i], x1 = x[i + 1], x2 = x[i + 2], x3 = x[i + 3];
                for (int k = 0; k < BLOCK; k++)
                    sums[k] += (x0 * w[4 * k] + x1 * w[4 * k + 1])
                        + (x2 * w[4 * k + 2] + x3 * w[4 * k + 3]);
            }
            finish(a, sums, r, j, BLOCK);
        }
    }
}

#if defined(__x86_64__)

/* Four products and their sum in one instruction, for `count` rows at a time (at most six). */
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

/* Unrolled before the compiler decides what lives in registers; otherwise the sums of four rows and more lie on
   the stack. */
#define UNROLL _Pragma("clang loop unroll(full)")

static inline __attribute__((always_inline)) VNNI void block_vnni(
    const affine_bytes *a, int64_t row, const int count) {
    const uint8_t *x = a->x + row * a->stride;
    for (int64_t j = 0; j < a->out; j += BLOCK) {
        const int8_t *w = a->w + j * a->in;
        __m512i sums[6][4];
        UNROLL for (int c = 0; c < 4; c++) {
            __m512i offset = _mm512_loadu_si512(a->offsets + j + 16 * c);
            UNROLL for (int r = 0; r < count; r++) sums[r][c] = offset;
        }
        for (int64_t i = 0; i < a->in; i += 4, w += QUAD) {
            __m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + 64),
                    w2 = _mm512_loadu_si512(w + 128), w3 = _mm512_loadu_si512(w + 192);
            UNROLL for (int r = 0; r < count; r++) {
                int32_t four;
                memcpy(&four, x + r * a->stride + i, 4);
                __m512i all = _mm512_set1_epi32(four);
                sums[r][0] = _mm512_dpbusd_epi32(sums[r][0], all, w0);
                sums[r][1] = _mm512_dpbusd_epi32(sums[r][1], all, w1);
                sums[r][2] = _mm512_dpbusd_epi32(sums[r][2], all, w2);
                sums[r][3] = _mm512_dpbusd_epi32(sums[r][3], all, w3);
            }
        }
        UNROLL for (int r = 0; r < count; r++) {
            float *y = a->y + (row + r) * a->out + j;
            const float *base = base_of(a, row + r) + j;
            UNROLL for (int c = 0; c < 4; c++) {
                __m512 before = _mm512_loadu_ps(base + 16 * c);
                __m512 scaled = _mm512_mul_ps(
                    _mm512_cvtepi32_ps(sums[r][c]), _mm512_loadu_ps(a->scales + j + 16 * c));
                _mm512_storeu_ps(y + 16 * c, _mm512_add_ps(scaled, before));
            }
        }
    }
}

static VNNI void rows_vnni(const affine_bytes *a, int64_t rows) {
    int64_t count;
    for (int64_t r = 0; r < rows; r += count) {
        /* Blocks of like size: one or two rows alone would wait for their sums. */
        int64_t left = rows - r, blocks = (left + 5) / 6;
        count = (left + blocks - 1) / blocks;
        switch (count) {
        case 6: block_vnni(a, r, 6); break;
        case 5: block_vnni(a, r, 5); break;
        case 4: block_vnni(a, r, 4); break;
        case 3: block_vnni(a, r, 3); break;
        case 2: block_vnni(a, r, 2); break;
        case 1: block_vnni(a, r, 1); break;
        }
    }
}

/* Pairs of products in sixteen bits, whose sums cannot overflow; for two rows at a time. */
#define AVX2 __attribute__((target("avx2")))

static inline __attribute__((always_inline)) AVX2 void block_avx2(
    const affine_bytes *a, int64_t row, const int count) {
    const uint8_t *x = a->x + row * a->stride;
    for (int64_t j = 0; j < a->out; j += 16) {
        /* Sixteen columns of a block: four registers of two pairs for each of four columns. */
        const int8_t *w = a->w + j / BLOCK * BLOCK * a->in + 4 * (j % BLOCK);
        __m256i sums[2][4];
        for (int r = 0; r < count; r++)
            for (int c = 0; c < 4; c++) sums[r][c] = _mm256_setzero_si256();
        for (int64_t i = 0; i < a->in; i += 4, w += QUAD) {
            __m256i wide[4];
            for (int c = 0; c < 4; c++)
                wide[c] = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(w + 16 * c)));
            for (int r = 0; r < count; r++) {
                int32_t four;
                memcpy(&four, x + r * a->stride + i, 4);
                __m256i all = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(_mm_cvtsi32_si128(four)));
                for (int c = 0; c < 4; c++)
                    sums[r][c] =
                        _mm256_add_epi32(sums[r][c], _mm256_madd_epi16(all, wide[c]));
            }
        }
        for (int r = 0; r < count; r++) {
            int32_t pairs[32], whole[16];
            for (int c = 0; c < 4; c++)
                _mm256_storeu_si256((__m256i *)(pairs + 8 * c), sums[r][c]);
            for (int k = 0; k < 16; k++)
                whole[k] = a->offsets[j + k] + pairs[2 * k] + pairs[2 * k + 1];
            finish(a, whole, row + r, j, 16);
        }
    }
}

static AVX2 void rows_avx2(const affine_bytes *a, int64_t rows) {
    int64_t r = 0;
    for (; r + 2 <= rows; r += 2) block_avx2(a, r, 2);
    if (r < rows) block_avx2(a, r, 1);
}

#endif

void lb_affine_bytes(
    const uint8_t *x, int64_t stride, int64_t rows, int64_t in, const int8_t *w,
    const int32_t *offsets, const float *scales, const float *base, int64_t step,
    const int32_t *places, int64_t out, float *y) {
    affine_bytes a = {x, stride, in, w, offsets, scales, base, step, places, out, y};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl")) {
        rows_vnni(&a, rows);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        rows_avx2(&a, rows);
        return;
    }
#endif
    rows_any(&a, rows);
}

void lb_fetch_rows(const float *rows, int64_t width, const int32_t *places, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        for (int64_t k = 0; k < width; k += 16) __builtin_prefetch(rows + places[i] * width + k, 0, 2);
}

/* How many words ahead the rows of a word are fetched into the cache. */
#define AHEAD 6

void lb_embed(
    const uint8_t *const *tables, const int64_t *widths, int64_t fields, const int32_t *rows,
    int64_t count, uint8_t *out) {
    for (int64_t i = 0; i < count; i++, rows += fields)
        for (int64_t f = 0; f < fields; f++) {
            if (i + AHEAD < count)
                __builtin_prefetch(tables[f] + rows[AHEAD * fields + f] * widths[f]);
            const uint8_t *row = tables[f] + rows[f] * widths[f];
            for (int64_t k = 0; k < widths[f]; k += 8) memcpy(out + k, row + k, 8);
            out += widths[f];
        }
}
