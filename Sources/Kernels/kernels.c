#include "kernels.h"

#include <stddef.h>
#include <string.h>

#pragma clang fp contract(off)

#define FUSED(a, b, sum) __builtin_fmaf(a, b, sum)

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__)
#define WIDE \
    __attribute__(( \
        target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), min_vector_width(512)))
#else
#define WIDE
#endif

/* The width of a block of columns that is held in registers: with four rows, sixteen registers. */
#define BLOCK 64

WIDE void lb_affine_add(
    const float *restrict x, int64_t rows, int64_t in, const float *restrict w, int64_t out,
    float *restrict y) {
    int64_t r = 0;
    for (; r + 4 <= rows; r += 4) {
        const float *x0 = x + r * in, *x1 = x0 + in, *x2 = x1 + in, *x3 = x2 + in;
        float *y0 = y + r * out, *y1 = y0 + out, *y2 = y1 + out, *y3 = y2 + out;
        int64_t j = 0;
        for (; j + BLOCK <= out; j += BLOCK) {
            float a0[BLOCK], a1[BLOCK], a2[BLOCK], a3[BLOCK];
            for (int k = 0; k < BLOCK; k++) {
                a0[k] = y0[j + k]; a1[k] = y1[j + k]; a2[k] = y2[j + k]; a3[k] = y3[j + k];
            }
            for (int64_t i = 0; i < in; i++) {
                const float *row = w + i * out + j;
                float b0 = x0[i], b1 = x1[i], b2 = x2[i], b3 = x3[i];
                for (int k = 0; k < BLOCK; k++) {
                    a0[k] = FUSED(b0, row[k], a0[k]);
                    a1[k] = FUSED(b1, row[k], a1[k]);
                    a2[k] = FUSED(b2, row[k], a2[k]);
                    a3[k] = FUSED(b3, row[k], a3[k]);
                }
            }
            for (int k = 0; k < BLOCK; k++) {
                y0[j + k] = a0[k]; y1[j + k] = a1[k]; y2[j + k] = a2[k]; y3[j + k] = a3[k];
            }
        }
        for (; j < out; j++) {
            float a0 = y0[j], a1 = y1[j], a2 = y2[j], a3 = y3[j];
            for (int64_t i = 0; i < in; i++) {
                float b = w[i * out + j];
                a0 = FUSED(x0[i], b, a0);
                a1 = FUSED(x1[i], b, a1);
                a2 = FUSED(x2[i], b, a2);
                a3 = FUSED(x3[i], b, a3);
            }
            y0[j] = a0; y1[j] = a1; y2[j] = a2; y3[j] = a3;
        }
    }
    for (; r < rows; r++) {
        const float *x0 = x + r * in;
        float *y0 = y + r * out;
        int64_t j = 0;
        for (; j + BLOCK <= out; j += BLOCK) {
            float a[BLOCK];
            for (int k = 0; k < BLOCK; k++) a[k] = y0[j + k];
            for (int64_t i = 0; i < in; i++) {
                const float *row = w + i * out + j;
                float b = x0[i];
                for (int k = 0; k < BLOCK; k++) a[k] = FUSED(b, row[k], a[k]);
            }
            for (int k = 0; k < BLOCK; k++) y0[j + k] = a[k];
        }
        for (; j < out; j++) {
            float a = y0[j];
            for (int64_t i = 0; i < in; i++) a = FUSED(x0[i], w[i * out + j], a);
            y0[j] = a;
        }
    }
}

void lb_affine(
    const float *x, int64_t rows, int64_t in, const float *w, const float *bias, int64_t out,
    float *y) {
    for (int64_t r = 0; r < rows; r++) {
        if (bias) memcpy(y + r * out, bias, (size_t)out * sizeof(float));
        else memset(y + r * out, 0, (size_t)out * sizeof(float));
    }
    lb_affine_add(x, rows, in, w, out, y);
}

#define LANES 16

static inline __attribute__((always_inline)) float dot(
    const float *restrict a, const float *restrict b, int64_t count) {
    float lanes[LANES] = {0};
    int64_t i = 0;
    for (; i + LANES <= count; i += LANES)
        for (int k = 0; k < LANES; k++) lanes[k] += a[i + k] * b[i + k];
    for (; i < count; i++) lanes[i % LANES] += a[i] * b[i];
    for (int step = LANES / 2; step > 0; step /= 2)
        for (int k = 0; k < step; k++) lanes[k] += lanes[k + step];
    return lanes[0];
}

WIDE float lb_dot(const float *a, const float *b, int64_t count) { return dot(a, b, count); }

WIDE void lb_affine_back_weights(
    const float *restrict x, const float *restrict dy, int64_t rows, int64_t in, int64_t out,
    float *restrict dw, float *restrict dbias) {
    for (int64_t i = 0; i < in; i++) {
        float *row = dw + i * out;
        int64_t r = 0;
        for (; r + 4 <= rows; r += 4) {
            float b0 = x[r * in + i], b1 = x[(r + 1) * in + i], b2 = x[(r + 2) * in + i],
                  b3 = x[(r + 3) * in + i];
            const float *d0 = dy + r * out, *d1 = d0 + out, *d2 = d1 + out, *d3 = d2 + out;
            for (int64_t j = 0; j < out; j++)
                row[j] += (b0 * d0[j] + b1 * d1[j]) + (b2 * d2[j] + b3 * d3[j]);
        }
        for (; r < rows; r++) {
            float b = x[r * in + i];
            const float *d = dy + r * out;
            for (int64_t j = 0; j < out; j++) row[j] += b * d[j];
        }
    }
    if (dbias)
        for (int64_t r = 0; r < rows; r++)
            for (int64_t j = 0; j < out; j++) dbias[j] += dy[r * out + j];
}

/* Lambert's continued fraction of tanh, cut after the seventh term, where it stays below one. */
static inline __attribute__((always_inline)) float tangent(float x) {
    x = x < -4.97f ? -4.97f : (x > 4.97f ? 4.97f : x);
    float s = x * x;
    float p = x * (135135.0f + s * (17325.0f + s * (378.0f + s)));
    float q = 135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f));
    return p / q;
}

static inline __attribute__((always_inline)) float logistic(float x) {
    return 0.5f * tangent(0.5f * x) + 0.5f;
}

WIDE void lb_lstm_step(
    float *restrict gates, const float *restrict cell_before, float *restrict cell,
    float *restrict cell_tanh, float *restrict hidden, int64_t width) {
    for (int64_t k = 0; k < 3 * width; k++) gates[k] = logistic(gates[k]);
    for (int64_t k = 3 * width; k < 4 * width; k++) gates[k] = tangent(gates[k]);
    const float *input = gates, *forget = gates + width, *output = gates + 2 * width,
                *candidate = gates + 3 * width;
    for (int64_t k = 0; k < width; k++) {
        cell[k] = forget[k] * cell_before[k] + input[k] * candidate[k];
        cell_tanh[k] = tangent(cell[k]);
        hidden[k] = output[k] * cell_tanh[k];
    }
}

/* The same tangent as a fraction, so that values are multiplied and added before one division. */
typedef struct {
    float over, under;
} fraction;

static inline __attribute__((always_inline)) fraction tangent_fraction(float x) {
    x = x < -4.97f ? -4.97f : (x > 4.97f ? 4.97f : x);
    float s = x * x;
    fraction f = {
        x * FUSED(s, FUSED(s, 378.0f + s, 17325.0f), 135135.0f),
        FUSED(s, FUSED(s, FUSED(s, 28.0f, 3150.0f), 62370.0f), 135135.0f),
    };
    return f;
}

/* Twice the logistic function. */
static inline __attribute__((always_inline)) fraction twice_logistic(float x) {
    fraction f = tangent_fraction(0.5f * x);
    f.over += f.under;
    return f;
}

WIDE void lb_lstm_step_bytes(
    float *restrict gates, int64_t rows, float *restrict cell, uint8_t *restrict hidden,
    int64_t stride, int64_t width) {
    for (int64_t r = 0; r < rows; r++) {
        float *input = gates + r * 4 * width, *forget = input + width, *output = forget + width,
              *candidate = output + width, *memory = cell + r * width;
        uint8_t *out = hidden + r * stride;
        for (int64_t k = 0; k < width; k++) {
            fraction i = twice_logistic(input[k]), f = twice_logistic(forget[k]),
                     g = tangent_fraction(candidate[k]), o = twice_logistic(output[k]);
            float under = i.under * g.under;
            float c = 0.5f * FUSED(f.over * memory[k], under, i.over * g.over * f.under)
                / (f.under * under);
            memory[k] = c;
            fraction t = tangent_fraction(c);
            /* Between 1 and 255: cutting rounds to the nearest. */
            out[k] = (uint8_t)(int32_t)(
                63.5f * (o.over * t.over) / (o.under * t.under) + 128.5f);
        }
    }
}

WIDE void lb_lstm_step_back(
    const float *restrict gates, const float *restrict cell_before,
    const float *restrict cell_tanh, const float *restrict dhidden, float *restrict dcell,
    float *restrict dgates, int64_t width) {
    const float *input = gates, *forget = gates + width, *output = gates + 2 * width,
                *candidate = gates + 3 * width;
    for (int64_t k = 0; k < width; k++) {
        float d = dcell[k] + dhidden[k] * output[k] * (1 - cell_tanh[k] * cell_tanh[k]);
        dgates[k] = d * candidate[k] * input[k] * (1 - input[k]);
        dgates[width + k] = d * cell_before[k] * forget[k] * (1 - forget[k]);
        dgates[2 * width + k] = dhidden[k] * cell_tanh[k] * output[k] * (1 - output[k]);
        dgates[3 * width + k] = d * input[k] * (1 - candidate[k] * candidate[k]);
        dcell[k] = d * forget[k];
    }
}

WIDE void lb_add_scaled(float *restrict y, const float *restrict x, float a, int64_t count) {
    for (int64_t i = 0; i < count; i++) y[i] += a * x[i];
}

WIDE void lb_adam(
    float *restrict w, float *restrict gradient, float *restrict m, float *restrict v,
    int64_t count, float rate, float beta1, float beta2, float correction1, float correction2) {
    for (int64_t i = 0; i < count; i++) {
        float g = gradient[i];
        gradient[i] = 0;
        m[i] = beta1 * m[i] + (1 - beta1) * g;
        v[i] = beta2 * v[i] + (1 - beta2) * g * g;
        w[i] -= rate * (m[i] * correction1) / (__builtin_sqrtf(v[i] * correction2) + 1e-8f);
    }
}

WIDE void lb_add_rows(
    const int8_t *rows, const int32_t *numbers, int64_t count, int16_t *restrict sums) {
    int16_t local[64];
    memcpy(local, sums, sizeof local);
    for (int64_t i = 0; i < count; i++) {
        const int8_t *row = rows + 64 * (int64_t)numbers[i];
        for (int k = 0; k < 64; k++) local[k] += row[k];
    }
    memcpy(sums, local, sizeof local);
}

WIDE void lb_products(
    const float *x, int64_t stride, int64_t rows, int64_t in, const float *restrict t,
    int64_t columns, float *restrict out) {
    for (int64_t r = 0; r < rows; r += 4) {
        /* Past the end the last row is computed again. */
        const float *x0 = x + r * stride, *x1 = x + (r + 1 < rows ? r + 1 : r) * stride,
                    *x2 = x + (r + 2 < rows ? r + 2 : r) * stride,
                    *x3 = x + (r + 3 < rows ? r + 3 : r) * stride;
        for (int64_t j = 0; j < columns; j += 16) {
            float a0[16] = {0}, a1[16] = {0}, a2[16] = {0}, a3[16] = {0};
            for (int64_t i = 0; i < in; i++) {
                const float *row = t + i * columns + j;
                float b0 = x0[i], b1 = x1[i], b2 = x2[i], b3 = x3[i];
                for (int k = 0; k < 16; k++) {
                    a0[k] = FUSED(b0, row[k], a0[k]);
                    a1[k] = FUSED(b1, row[k], a1[k]);
                    a2[k] = FUSED(b2, row[k], a2[k]);
                    a3[k] = FUSED(b3, row[k], a3[k]);
                }
            }
            float *y = out + r * columns + j;
            for (int k = 0; k < 16; k++) y[k] = a0[k];
            if (r + 1 < rows) for (int k = 0; k < 16; k++) y[columns + k] = a1[k];
            if (r + 2 < rows) for (int k = 0; k < 16; k++) y[2 * columns + k] = a2[k];
            if (r + 3 < rows) for (int k = 0; k < 16; k++) y[3 * columns + k] = a3[k];
        }
    }
}

typedef float quad __attribute__((vector_size(16), aligned(4), may_alias));

void lb_columns(
    const float *a, const float *b, const float *c, const float *d, int64_t width,
    float *restrict out, int64_t columns) {
    int64_t i = 0;
    for (; i + 4 <= width; i += 4) {
        quad w = *(const quad *)(a + i), x = *(const quad *)(b + i);
        quad y = *(const quad *)(c + i), z = *(const quad *)(d + i);
        quad low = __builtin_shufflevector(w, x, 0, 4, 1, 5);
        quad high = __builtin_shufflevector(w, x, 2, 6, 3, 7);
        quad low2 = __builtin_shufflevector(y, z, 0, 4, 1, 5);
        quad high2 = __builtin_shufflevector(y, z, 2, 6, 3, 7);
        *(quad *)(out + i * columns) = __builtin_shufflevector(low, low2, 0, 1, 4, 5);
        *(quad *)(out + (i + 1) * columns) = __builtin_shufflevector(low, low2, 2, 3, 6, 7);
        *(quad *)(out + (i + 2) * columns) = __builtin_shufflevector(high, high2, 0, 1, 4, 5);
        *(quad *)(out + (i + 3) * columns) = __builtin_shufflevector(high, high2, 2, 3, 6, 7);
    }
    for (; i < width; i++) {
        quad column = {a[i], b[i], c[i], d[i]};
        *(quad *)(out + i * columns) = column;
    }
}

WIDE void lb_rectify(const float *x, int64_t count, float *y) {
    for (int64_t i = 0; i < count; i++) y[i] = x[i] > 0.1f * x[i] ? x[i] : 0.1f * x[i];
}

WIDE void lb_rectify_sum(const float *a, const float *b, int64_t count, float *restrict y) {
    for (int64_t i = 0; i < count; i++) {
        float sum = a[i] + b[i];
        y[i] = sum > 0.1f * sum ? sum : 0.1f * sum;
    }
}

static inline __attribute__((always_inline)) const uint32_t *bucket_of(
    const void *rows, int64_t buckets, uint64_t feature) {
    return (const uint32_t *)rows + 16 * (((feature >> 32) * (uint64_t)buckets) >> 32);
}

void lb_fetch_features(
    const void *rows, int64_t buckets, const uint64_t *features, int64_t count) {
    for (int64_t i = 0; i < count; i++) __builtin_prefetch(bucket_of(rows, buckets, features[i]));
}

/* A bucket: four rows of twelve weights and a fingerprint. */
typedef uint32_t bucket_words __attribute__((vector_size(64), aligned(16)));
typedef int8_t bucket_bytes __attribute__((vector_size(64)));
typedef int16_t bucket_sums __attribute__((vector_size(128)));

WIDE void lb_sum_features(
    const void *rows, int64_t buckets, const uint64_t *features, int64_t count,
    int16_t *restrict sums) {
    bucket_sums all = {0};
    for (int64_t i = 0; i < count; i++) {
        bucket_words bucket = *(const bucket_words *)bucket_of(rows, buckets, features[i]);
        bucket_words prints = __builtin_shufflevector(
            bucket, bucket, 3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);
        /* The row with this fingerprint stays, the others become zeros: no branch, and no second look. */
        bucket &= (bucket_words)(prints == ((uint32_t)features[i] | 1));
        all += __builtin_convertvector((bucket_bytes)bucket, bucket_sums);
    }
    /* The fingerprint was added up too, and is forgotten. */
    int16_t each[64];
    memcpy(each, &all, sizeof each);
    for (int k = 0; k < 16; k++)
        sums[k] = (int16_t)(each[k] + each[16 + k] + each[32 + k] + each[48 + k]);
    for (int k = 12; k < 16; k++) sums[k] = 0;
}

WIDE void lb_lead(
    const float *x, int64_t count, float unit, float least, int16_t *restrict y) {
    float most = x[0];
    for (int64_t i = 1; i < count; i++) most = x[i] > most ? x[i] : most;
    for (int64_t i = 0; i < count; i++) {
        float lead = (x[i] - most) * unit;
        y[i] = (int16_t)(lead > least ? lead : least);
    }
}

WIDE int64_t lb_find_rows(
    const uint32_t *keys, int64_t size, const uint32_t *buckets, int64_t bits,
    const uint64_t *hashes, int64_t count, int32_t *restrict rows) {
    uint32_t wanted[64];
    if (count > 64) count = 64;
    for (int64_t i = 0; i < count; i++) {
        uint64_t mixed = hashes[i] ^ hashes[i] >> 31;
        mixed *= 0x7FB5D329728EA185;
        mixed ^= mixed >> 27;
        mixed *= 0x81DADEF4BC2DD44D;
        wanted[i] = (uint32_t)(mixed >> 32);
    }
    int64_t found = 0;
    for (int64_t i = 0; i < count; i++) {
        uint32_t key = wanted[i], bucket = key >> (32 - bits);
        int64_t first = buckets[bucket], end = buckets[bucket + 1];
        int32_t row = -1;
        for (; first + 8 <= size && first < end; first += 8)
            /* A key stands once: one that is found behind the end of the bucket is the right one. */
            for (int k = 0; k < 8; k++) row = keys[first + k] == key ? (int32_t)(first + k) : row;
        for (; first < end; first++) row = keys[first] == key ? (int32_t)first : row;
        rows[found] = row;
        found += row >= 0;
    }
    return found;
}

/* The greatest number of each lane so far, and its first place. */
typedef struct {
    float most[LANES];
    int32_t places[LANES];
} leaders;

static inline __attribute__((always_inline)) leaders no_leaders(void) {
    leaders l;
    for (int k = 0; k < LANES; k++) {
        l.most[k] = -__builtin_inff();
        l.places[k] = k;
    }
    return l;
}

static inline __attribute__((always_inline)) int64_t first_leader(leaders l) {
    float most[LANES];
    for (int k = 0; k < LANES; k++) most[k] = l.most[k];
    for (int step = LANES / 2; step > 0; step /= 2)
        for (int k = 0; k < step; k++)
            most[k] = most[k + step] > most[k] ? most[k + step] : most[k];
    int32_t first[LANES];
    for (int k = 0; k < LANES; k++) first[k] = l.most[k] == most[0] ? l.places[k] : INT32_MAX;
    for (int step = LANES / 2; step > 0; step /= 2)
        for (int k = 0; k < step; k++)
            first[k] = first[k + step] < first[k] ? first[k + step] : first[k];
    return first[0];
}

WIDE int64_t lb_greatest(const float *x, int64_t count) {
    leaders l = no_leaders();
    for (int32_t i = 0; i < (int32_t)count; i += LANES)
        for (int k = 0; k < LANES; k++) {
            float value = i + k < (int32_t)count ? x[i + k] : -__builtin_inff();
            l.places[k] = value > l.most[k] ? i + k : l.places[k];
            l.most[k] = value > l.most[k] ? value : l.most[k];
        }
    return first_leader(l);
}

WIDE int64_t lb_greatest_of(const float *x, uint64_t allowed) {
    leaders l = no_leaders();
    for (int i = 0; i < 64; i += LANES) {
        uint32_t here = (uint32_t)(allowed >> i);
        for (int k = 0; k < LANES; k++) {
            float value = here >> k & 1 ? x[i + k] : -__builtin_inff();
            l.places[k] = value > l.most[k] ? i + k : l.places[k];
            l.most[k] = value > l.most[k] ? value : l.most[k];
        }
    }
    return first_leader(l);
}

#define ROW 32

WIDE void lb_score_rows(
    const float *restrict rows, const uint16_t *restrict common, int64_t commons,
    const uint16_t *restrict features, const int32_t *restrict ends, int64_t count,
    const float *restrict output, float *restrict scores) {
    int32_t place = 0;
    float shared[ROW] = {0};
    for (int64_t i = 0; i < commons; i++) {
        const float *row = rows + (int64_t)common[i] * ROW;
        for (int k = 0; k < ROW; k++) shared[k] += row[k];
    }
    for (int64_t c = 0; c < count; c++) {
        float sum[ROW];
        for (int k = 0; k < ROW; k++) sum[k] = shared[k];
        for (; place < ends[c]; place++) {
            const float *row = rows + (int64_t)features[place] * ROW;
            for (int k = 0; k < ROW; k++) sum[k] += row[k];
        }
        for (int k = 0; k < ROW - 1; k++) sum[k] = sum[k] > 0 ? sum[k] : 0;
        for (int k = 0; k < ROW; k++) sum[k] *= output[k];
        for (int step = ROW / 2; step > 0; step /= 2)
            for (int k = 0; k < step; k++) sum[k] += sum[k + step];
        scores[c] = sum[0];
    }
}
