// The elementary functions over arrays.

#define FOR_EACH(function)                                                                           \
  static void function##_of_each(size_t count, const float *values, float *result) {                 \
    size_t i = 0;                                                                                    \
    for (; i + LANES <= count; i += LANES) store(result + i, function(load(values + i)));            \
    if (i < count) store_part(result + i, function(load_part(values + i, count - i)), count - i);    \
  }

FOR_EACH(exponential)
FOR_EACH(sigmoid)
FOR_EACH(hyperbolic_tangent)
FOR_EACH(logarithm_of_one_plus)
