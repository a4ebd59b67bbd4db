// A vector of LANES floats, its loads and stores, and the multiply-add that all loops are made of.

#define INLINE static inline __attribute__((always_inline))

typedef float floats __attribute__((ext_vector_type(LANES)));
typedef int32_t integers __attribute__((ext_vector_type(LANES)));
typedef uint8_t octets __attribute__((ext_vector_type(LANES)));

INLINE floats load(const float *source) {
  floats value;
  __builtin_memcpy(&value, source, sizeof value);
  return value;
}

INLINE void store(float *destination, floats value) {
  __builtin_memcpy(destination, &value, sizeof value);
}

/// The first `count` < LANES floats; the other lanes are zero.
INLINE floats load_part(const float *source, size_t count) {
  float lanes[LANES] = {0};
  for (size_t i = 0; i < count; i++) lanes[i] = source[i];
  return load(lanes);
}

INLINE void store_part(float *destination, floats value, size_t count) {
  float lanes[LANES];
  store(lanes, value);
  for (size_t i = 0; i < count; i++) destination[i] = lanes[i];
}

/// a b + c, rounded once where the instruction set can.
INLINE floats multiply_add(floats a, floats b, floats c) {
#if HAS_FMA
  return __builtin_elementwise_fma(a, b, c);
#else
  return a * b + c;
#endif
}

// A cast between vectors of one size keeps the bits.
INLINE integers bits(floats value) { return (integers)value; }
INLINE floats from_bits(integers value) { return (floats)value; }
INLINE floats magnitude(floats value) { return from_bits(bits(value) & 0x7fffffff); }
INLINE floats sign_of(floats value, floats magnitude) {
  return from_bits((bits(value) & (int32_t)0x80000000) | bits(magnitude));
}

/// Lane by lane in a fixed order, so that the sum is the same in every build.
INLINE double sum_of_lanes(floats value) {
  float lanes[LANES];
  store(lanes, value);
  double sum = 0;
  for (size_t i = 0; i < LANES; i++) sum += lanes[i];
  return sum;
}

INLINE size_t min(size_t a, size_t b) { return a < b ? a : b; }
