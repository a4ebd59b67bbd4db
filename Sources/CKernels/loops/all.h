// Every loop, for the instruction set that the including file describes:
// NAME, LANES (floats in a vector), MICRO_TILE_ROWS (4, 6, 12 or 14), HAS_FMA and TARGET (x86 features, optional).

#include "CKernels.h"

#if defined(TARGET)
#define STRING(text) #text
#define PRAGMA(text) _Pragma(STRING(text))
PRAGMA(clang attribute push(__attribute__((target(TARGET))), apply_to = function))
#endif

#include "vector.h"

#include "elementary.h"

#include "each.h"

#include "activation.h"

// The elements of products are floats.
typedef float element;
typedef floats elements;
#define load_elements load
#define multiply_accumulate multiply_add
#define PRODUCTS_OF_ELEMENT 1
#include "product.h"

#include "peak.h"

#include "nonzero.h"

#include "images.h"

#include "bernoulli.h"

#include "rows.h"

#include "adam.h"

#if defined(TARGET)
#pragma clang attribute pop
#endif

#include "names.h"

const struct latentwalk_kernels JOIN(latentwalk_kernels_, NAME) = {
  .name = QUOTE(NAME),
  .product_scratch = DENSE_SCRATCH > LIST_SCRATCH ? DENSE_SCRATCH : LIST_SCRATCH,
  .peak_operations = PEAK_OPERATIONS,
  .peak_multiply_adds = peak_multiply_adds,
  .multiply = multiply,
  .multiply_nonzero = multiply_nonzero,
  .list_nonzero = list_nonzero,
  .list_images = list_images,
  .transpose_nonzero = transpose_nonzero,
  .transpose = transpose,
  .column_sums = column_sums,
  .bernoulli_loss = bernoulli_loss,
  .bernoulli_loss_of_floats = bernoulli_loss_of_floats,
  .adam_step = adam_step,
  .gather_images = gather_images,
  .exponential = exponential_of_each,
  .logarithm_of_one_plus = logarithm_of_one_plus_of_each,
  .sigmoid = sigmoid_of_each,
  .hyperbolic_tangent = hyperbolic_tangent_of_each,
};
