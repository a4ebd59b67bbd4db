// Elementary functions by range reduction and polynomials: the coefficients are those of the Cephes library
// (Moshier, single precision). Errors stay within a few units in the last place; NaN stays NaN.

INLINE floats exponential(floats x) {
  // Beyond these bounds the result is infinity or zero. Written so that NaN passes both comparisons.
  x = x > 89.0f ? (floats)89.0f : x;
  x = x < -104.0f ? (floats)-104.0f : x;

  // n = x / ln 2 to the nearest integer: adding 1.5 * 2^23 leaves it in the last bits of the mantissa.
  const floats rounder = (floats)0x1.8p23f;
  floats rounded = multiply_add(x, (floats)1.44269504088896341f, rounder);
  floats n = rounded - rounder;
  integers exponent = bits(rounded) - bits(rounder);

  // x - n ln 2, with ln 2 in two parts, the first with so few bits that its product is exact.
  floats r = multiply_add(n, (floats)-0.693359375f, x);
  r = multiply_add(n, (floats)2.12194440e-4f, r);

  floats y = (floats)1.9875691500e-4f;
  y = multiply_add(y, r, (floats)1.3981999507e-3f);
  y = multiply_add(y, r, (floats)8.3334519073e-3f);
  y = multiply_add(y, r, (floats)4.1665795894e-2f);
  y = multiply_add(y, r, (floats)1.6666665459e-1f);
  y = multiply_add(y, r, (floats)5.0000001201e-1f);
  y = multiply_add(y, r * r, r) + 1.0f;

  // 2^n in two factors: one alone could not reach the subnormal numbers, nor 2^128.
  integers half = exponent >> 1;
  return y * from_bits((half + 127) << 23) * from_bits((exponent - half + 127) << 23);
}

/// log(1 + x) for 0 <= x < infinity, given 1 / (1 + x).
INLINE floats logarithm_of_one_plus_positive(floats x, floats reciprocal) {
  floats u = x + 1.0f;
  floats lost = x - (u - 1.0f);  // what u lost by rounding

  // u = 2^e m with m between the square roots of 1/2 and 2.
  integers exponent = (bits(u) - 0x3f3504f3) >> 23;
  floats m = from_bits(bits(u) - (exponent << 23)) - 1.0f;
  floats e = __builtin_convertvector(exponent, floats);

  floats z = m * m;
  floats y = (floats)7.0376836292e-2f;
  y = multiply_add(y, m, (floats)-1.1514610310e-1f);
  y = multiply_add(y, m, (floats)1.1676998740e-1f);
  y = multiply_add(y, m, (floats)-1.2420140846e-1f);
  y = multiply_add(y, m, (floats)1.4249322787e-1f);
  y = multiply_add(y, m, (floats)-1.6668057665e-1f);
  y = multiply_add(y, m, (floats)2.0000714765e-1f);
  y = multiply_add(y, m, (floats)-2.4999993993e-1f);
  y = multiply_add(y, m, (floats)3.3333331174e-1f);
  y = y * m * z;
  y = multiply_add(e, (floats)-2.12194440e-4f, y);
  y = multiply_add(z, (floats)-0.5f, y);
  y = multiply_add(lost, reciprocal, y);
  return multiply_add(e, (floats)0.693359375f, m + y);
}

INLINE floats logarithm_of_one_plus(floats x) {
  floats y = logarithm_of_one_plus_positive(x, 1.0f / (x + 1.0f));
  y = x == __builtin_inff() ? x : y;
  y = x == -1.0f ? (floats)-__builtin_inff() : y;
  return x < -1.0f ? (floats)__builtin_nanf("") : y;
}

INLINE floats sigmoid(floats x) {
  floats small = exponential(-magnitude(x));  // at most 1, so nothing overflows
  floats reciprocal = 1.0f / (small + 1.0f);
  return x < 0.0f ? small * reciprocal : reciprocal;
}

INLINE floats hyperbolic_tangent(floats x) {
  floats size = magnitude(x);
  floats small = exponential(-2.0f * size);
  floats large = sign_of(x, (1.0f - small) / (small + 1.0f));

  floats z = x * x;
  floats y = (floats)-5.70498872745e-3f;
  y = multiply_add(y, z, (floats)2.06390887954e-2f);
  y = multiply_add(y, z, (floats)-5.37397155531e-2f);
  y = multiply_add(y, z, (floats)1.33314422036e-1f);
  y = multiply_add(y, z, (floats)-3.33332819422e-1f);
  return size < 0.625f ? multiply_add(y * z, x, x) : large;
}
