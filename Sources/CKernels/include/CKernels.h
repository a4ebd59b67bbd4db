// Matrix products and vector maths, each loop compiled once for every instruction set.
//
// Shapes are arguments, nothing is allocated, nothing is kept between calls, and every function
// may be called from any thread. Strides count elements. In comments `[rows x columns]` is row-major.

#ifndef LATENTWALK_CKERNELS_H
#define LATENTWALK_CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The function that follows a layer's affine map, element by element.
enum latentwalk_activation {
  LATENTWALK_IDENTITY __attribute__((swift_name("identity"))),
  LATENTWALK_RELU __attribute__((swift_name("relu"))),
  LATENTWALK_TANH __attribute__((swift_name("tanh"))),
  LATENTWALK_SIGMOID __attribute__((swift_name("sigmoid"))),
} __attribute__((enum_extensibility(closed)));

/// What is done to a product's elements while they are still in the L1 cache:
/// c = activation(c + bias), then c *= slope_activation'(...).
struct latentwalk_finish {
  /// [columns], or null for no bias and no activation.
  const float *_Nullable bias;
  enum latentwalk_activation activation;
  /// [rows x columns], an activation's outputs, from which its derivative is computed; null for none.
  const float *_Nullable slope_outputs;
  ptrdiff_t slope_row_stride;
  enum latentwalk_activation slope_activation;
};

/// One nonzero element of a row. A row is a list of them in ascending order of columns, ended by one
/// whose column is LATENTWALK_LIST_END.
struct latentwalk_nonzero {
  uint32_t column;
  float value;
};

#define LATENTWALK_LIST_END UINT32_MAX

/// The constants of one Adam step, bias corrections included.
struct latentwalk_adam {
  float beta1;
  float beta2;
  float epsilon;
  /// learning rate / (1 - beta1^t)
  float step_size;
  /// 1 / sqrt(1 - beta2^t)
  float second_moment_scale;
};

/// The loops of one instruction set. The tables are constants, so threads may share them.
struct __attribute__((swift_attr("@Sendable"))) latentwalk_kernels {
  const char *name;

  /// The number of floats of scratch that a product of any shape needs.
  size_t product_scratch;

  /// Runs `rounds` rounds of independent multiply-adds, of `peak_operations` operations each; the result only keeps
  /// the compiler from removing them.
  size_t peak_operations;
  double (*peak_multiply_adds)(size_t rounds);

  /// c[rows x columns] = a[rows x depth] b[depth x columns], or += where `accumulate` is set; then `finish`.
  ///
  /// Each operand has a stride for its rows and one for its columns, so either may be transposed; c's columns
  /// are adjacent. An element of c is always the same chain of multiply-adds in order of depth: its bits do
  /// not depend on which rows or columns are computed together, nor on how a matrix is split.
  void (*multiply)(size_t rows, size_t columns, size_t depth,
                   const float *a, ptrdiff_t a_row_stride, ptrdiff_t a_column_stride,
                   const float *b, ptrdiff_t b_row_stride, ptrdiff_t b_column_stride,
                   float *c, ptrdiff_t c_row_stride, bool accumulate,
                   const struct latentwalk_finish *_Nullable finish, float *scratch);

  /// The same with a[rows x depth] as lists of its rows' nonzero elements, `a_list_stride` elements apart, and
  /// b's columns adjacent: it skips the chain's products by zero, which change no finite sum.
  void (*multiply_nonzero)(size_t rows, size_t columns, size_t depth,
                           const struct latentwalk_nonzero *a, ptrdiff_t a_list_stride,
                           const float *b, ptrdiff_t b_row_stride,
                           float *c, ptrdiff_t c_row_stride, bool accumulate,
                           const struct latentwalk_finish *_Nullable finish, float *scratch);

  /// Lists the nonzero elements of each row of values[rows x columns]; a list has room for columns + 1.
  void (*list_nonzero)(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                       struct latentwalk_nonzero *lists, ptrdiff_t list_stride);

  /// Lists the pixels of images[indices[rows] x pixels] that are not black, divided by 255; a list has room for
  /// pixels + 1.
  void (*list_images)(size_t rows, size_t pixels, const uint8_t *images, const ptrdiff_t *indices,
                      struct latentwalk_nonzero *lists, ptrdiff_t list_stride);

  /// The lists of the transpose of a matrix of rows x columns, from its own lists; a list of the result has room
  /// for rows + 1. `lengths[columns]` is scratch.
  void (*transpose_nonzero)(size_t rows, size_t columns,
                            const struct latentwalk_nonzero *lists, ptrdiff_t list_stride,
                            struct latentwalk_nonzero *result, ptrdiff_t result_stride, uint32_t *lengths);

  /// result[columns x rows] = values[rows x columns] transposed.
  void (*transpose)(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                    float *result, ptrdiff_t result_row_stride);

  /// result[columns] = the sums of values[rows x columns] down its rows, from the first to the last.
  void (*column_sums)(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride, float *result);

  /// Bernoulli's negative log-likelihood, in nats, of x = targets[count] / 255 under logits[count]:
  /// the sum of |l| |x - [l > 0]| + log1p(exp(-|l|)).
  /// Unless `gradient` is null it receives scale * (sigmoid(l) - x); it may be `logits` itself.
  double (*bernoulli_loss)(size_t count, const float *logits, const uint8_t *targets, float scale,
                           float *_Nullable gradient);

  /// The same of x = targets[count] in 0...1.
  double (*bernoulli_loss_of_floats)(size_t count, const float *logits, const float *targets, float scale,
                                     float *_Nullable gradient);

  /// One Adam step (Kingma and Ba 2015, algorithm 1) over a range of parameters and their moments; returns false if
  /// a second moment is no longer finite, from which its parameter would not recover.
  bool (*adam_step)(size_t count, float *parameters, const float *gradients, float *first_moments,
                    float *second_moments, struct latentwalk_adam constants);

  /// result[rows x pixels] = images[indices[rows] x pixels] / 255.
  void (*gather_images)(size_t rows, size_t pixels, const uint8_t *images, const ptrdiff_t *indices,
                        float *result, ptrdiff_t result_row_stride);

  // result[count] = f(values[count]); result may be values.
  void (*exponential)(size_t count, const float *values, float *result);
  void (*logarithm_of_one_plus)(size_t count, const float *values, float *result);
  void (*sigmoid)(size_t count, const float *values, float *result);
  void (*hyperbolic_tangent)(size_t count, const float *values, float *result);
};

/// Products of bfloat16, computed two at a time: an element is a pair of them, the first in the lower half, whose
/// products with another pair are added to a float.
struct __attribute__((swift_attr("@Sendable"))) latentwalk_bfloat16_kernels {
  /// The number of pairs of scratch that a product of any shape needs.
  size_t product_scratch;

  /// Runs `rounds` rounds of independent multiply-adds, of `peak_operations` operations each; the result only keeps
  /// the compiler from removing them.
  size_t peak_operations;
  double (*peak_multiply_adds)(size_t rounds);

  /// result[(rows + 1) / 2 x columns]: the elements of two rows paired, each rounded to the nearest bfloat16. An odd
  /// last row is paired with zeros.
  void (*pair_rows)(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                    uint32_t *result, ptrdiff_t result_row_stride);

  /// result[rows x (columns + 1) / 2]: neighbours in a row, paired in the same way.
  void (*pair_columns)(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                       uint32_t *result, ptrdiff_t result_row_stride);

  /// The same as `multiply` of floats, with pairs along the depth; `depth` counts pairs.
  void (*multiply)(size_t rows, size_t columns, size_t depth,
                   const uint32_t *a, ptrdiff_t a_row_stride, ptrdiff_t a_column_stride,
                   const uint32_t *b, ptrdiff_t b_row_stride, ptrdiff_t b_column_stride,
                   float *c, ptrdiff_t c_row_stride, bool accumulate,
                   const struct latentwalk_finish *_Nullable finish, uint32_t *scratch);
};

/// The bfloat16 products for the table of kernels called `name`, or null if this CPU has none.
const struct latentwalk_bfloat16_kernels *_Nullable latentwalk_bfloat16_kernels_with(const char *name);

/// The fastest table that this CPU can run.
const struct latentwalk_kernels *latentwalk_kernels_best(void);

/// The table called `name` ("avx512", "avx2", "neon" or "portable"), or null if no table has that name
/// or this CPU cannot run it.
const struct latentwalk_kernels *_Nullable latentwalk_kernels_named(const char *name);

/// The number of tables that this CPU can run, and each of them, fastest first.
size_t latentwalk_kernels_count(void);
const struct latentwalk_kernels *latentwalk_kernels_at(size_t index);

/// The number of processors that this process may use, at least 1.
size_t latentwalk_processor_count(void);

#pragma clang assume_nonnull end

#endif
