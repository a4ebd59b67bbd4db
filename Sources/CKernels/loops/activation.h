// Activations and their derivatives, over rows of a matrix: how a product is finished. All derivatives
// follow from the output.

INLINE floats activate(const enum latentwalk_activation activation, floats x) {
  switch (activation) {
    case LATENTWALK_IDENTITY: return x;
    case LATENTWALK_RELU: return x < 0.0f ? (floats)0.0f : x;  // not max: NaN must not be hidden
    case LATENTWALK_TANH: return hyperbolic_tangent(x);
    case LATENTWALK_SIGMOID: return sigmoid(x);
  }
}

INLINE floats derivative(const enum latentwalk_activation activation, floats output) {
  switch (activation) {
    case LATENTWALK_IDENTITY: return (floats)1.0f;
    case LATENTWALK_RELU: return output > 0.0f ? (floats)1.0f : (floats)0.0f;
    case LATENTWALK_TANH: return 1.0f - output * output;
    case LATENTWALK_SIGMOID: return output * (1.0f - output);
  }
}

INLINE void bias_activation_with(const enum latentwalk_activation activation, size_t rows, size_t columns,
                                 float *values, ptrdiff_t row_stride, const float *bias) {
  for (size_t i = 0; i < rows; i++) {
    float *row = values + (ptrdiff_t)i * row_stride;
    size_t j = 0;
    for (; j + LANES <= columns; j += LANES) {
      store(row + j, activate(activation, load(row + j) + load(bias + j)));
    }
    if (j < columns) {
      const size_t rest = columns - j;
      store_part(row + j, activate(activation, load_part(row + j, rest) + load_part(bias + j, rest)), rest);
    }
  }
}

static void bias_activation(size_t rows, size_t columns, float *values, ptrdiff_t row_stride,
                            const float *bias, enum latentwalk_activation activation) {
  switch (activation) {
    case LATENTWALK_IDENTITY:
      return bias_activation_with(LATENTWALK_IDENTITY, rows, columns, values, row_stride, bias);
    case LATENTWALK_RELU:
      return bias_activation_with(LATENTWALK_RELU, rows, columns, values, row_stride, bias);
    case LATENTWALK_TANH:
      return bias_activation_with(LATENTWALK_TANH, rows, columns, values, row_stride, bias);
    case LATENTWALK_SIGMOID:
      return bias_activation_with(LATENTWALK_SIGMOID, rows, columns, values, row_stride, bias);
  }
}

INLINE void activation_gradient_with(const enum latentwalk_activation activation, size_t rows,
                                     size_t columns, const float *outputs, ptrdiff_t output_row_stride,
                                     float *gradients, ptrdiff_t gradient_row_stride) {
  for (size_t i = 0; i < rows; i++) {
    const float *output = outputs + (ptrdiff_t)i * output_row_stride;
    float *gradient = gradients + (ptrdiff_t)i * gradient_row_stride;
    size_t j = 0;
    for (; j + LANES <= columns; j += LANES) {
      store(gradient + j, load(gradient + j) * derivative(activation, load(output + j)));
    }
    if (j < columns) {
      const size_t rest = columns - j;
      const floats slope = derivative(activation, load_part(output + j, rest));
      store_part(gradient + j, load_part(gradient + j, rest) * slope, rest);
    }
  }
}

static void activation_gradient(size_t rows, size_t columns, const float *outputs,
                                ptrdiff_t output_row_stride, float *gradients, ptrdiff_t gradient_row_stride,
                                enum latentwalk_activation activation) {
  switch (activation) {
    case LATENTWALK_IDENTITY:
      return;
    case LATENTWALK_RELU:
      return activation_gradient_with(LATENTWALK_RELU, rows, columns, outputs, output_row_stride, gradients,
                                      gradient_row_stride);
    case LATENTWALK_TANH:
      return activation_gradient_with(LATENTWALK_TANH, rows, columns, outputs, output_row_stride, gradients,
                                      gradient_row_stride);
    case LATENTWALK_SIGMOID:
      return activation_gradient_with(LATENTWALK_SIGMOID, rows, columns, outputs, output_row_stride,
                                      gradients, gradient_row_stride);
  }
}

/// Finishes c[rows x columns], whose first row and column are at `row` and `column` of the whole product.
static void finish_block(const struct latentwalk_finish *finish, size_t row, size_t column, size_t rows,
                         size_t columns, float *c, ptrdiff_t c_row_stride) {
  if (finish->bias) bias_activation(rows, columns, c, c_row_stride, finish->bias + column, finish->activation);
  if (finish->slope_outputs) {
    const ptrdiff_t start = (ptrdiff_t)row * finish->slope_row_stride + (ptrdiff_t)column;
    activation_gradient(rows, columns, finish->slope_outputs + start, finish->slope_row_stride, c, c_row_stride,
                        finish->slope_activation);
  }
}
