// Bernoulli's negative log-likelihood from logits, together with its gradient: both need exp(-|l|).

struct loss_and_gradient {
  floats loss;
  floats gradient;
};

/// The loss is log1p(exp(-|l|)) plus |l| times `distance`, that of the target from the 0 or 1 that the logit's sign
/// predicts: a sum of nonnegative terms, in which nothing cancels.
INLINE struct loss_and_gradient bernoulli(floats logit, floats target, floats distance) {
  floats size = magnitude(logit);
  floats small = exponential(-size);
  floats reciprocal = 1.0f / (small + 1.0f);
  floats linear = distance == 0.0f ? (floats)0.0f : size * distance;  // an infinite logit may predict its target
  floats probability = logit < 0.0f ? small * reciprocal : reciprocal;
  return (struct loss_and_gradient){
    .loss = linear + logarithm_of_one_plus_positive(small, reciprocal),
    .gradient = probability - target,
  };
}

/// `byte` is 255 times the target.
INLINE struct loss_and_gradient bernoulli_of_bytes(floats logit, floats byte) {
  return bernoulli(logit, divide_by_255(byte), divide_by_255(logit > 0.0f ? 255.0f - byte : byte));
}

INLINE struct loss_and_gradient bernoulli_of_floats(floats logit, floats target) {
  return bernoulli(logit, target, logit > 0.0f ? 1.0f - target : target);
}

/// The targets are `bytes`, or `numbers` if these are null; callers pass constants, so no loop tests for it.
INLINE double bernoulli_loss_of(size_t count, const float *logits, const uint8_t *bytes, const float *numbers,
                                float scale, float *gradient) {
  // Each lane adds only as many losses as a float holds without losing digits that matter; then a double takes them.
  enum { BLOCK = 64 * LANES };
  double sum = 0;
  size_t i = 0;
  while (i + LANES <= count) {
    const size_t end = i + BLOCK < count ? i + BLOCK : count;
    floats sums = (floats)0.0f;
    for (; i + LANES <= end; i += LANES) {
      struct loss_and_gradient part = bytes ? bernoulli_of_bytes(load(logits + i), load_bytes(bytes + i))
                                            : bernoulli_of_floats(load(logits + i), load(numbers + i));
      sums += part.loss;
      if (gradient) store(gradient + i, part.gradient * scale);
    }
    sum += sum_of_lanes(sums);
  }
  if (i < count) {
    const size_t rest = count - i;
    struct loss_and_gradient part =
        bytes ? bernoulli_of_bytes(load_part(logits + i, rest), load_part_bytes(bytes + i, rest))
              : bernoulli_of_floats(load_part(logits + i, rest), load_part(numbers + i, rest));
    if (gradient) store_part(gradient + i, part.gradient * scale, rest);
    float losses[LANES];
    store(losses, part.loss);
    for (size_t j = 0; j < rest; j++) sum += losses[j];
  }
  return sum;
}

static double bernoulli_loss(size_t count, const float *logits, const uint8_t *targets, float scale,
                             float *gradient) {
  return bernoulli_loss_of(count, logits, targets, NULL, scale, gradient);
}

static double bernoulli_loss_of_floats(size_t count, const float *logits, const float *targets, float scale,
                                       float *gradient) {
  return bernoulli_loss_of(count, logits, NULL, targets, scale, gradient);
}
