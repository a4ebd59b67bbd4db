// Adam (Kingma and Ba 2015, algorithm 1), with epsilon outside the bias-corrected root as PyTorch has it:
// parameter -= step_size * m / (sqrt(v) * second_moment_scale + epsilon).

struct adam_lanes {
  floats parameter;
  floats first;
  floats second;
};

INLINE struct adam_lanes adam_lane(struct adam_lanes old, floats gradient, struct latentwalk_adam constants) {
  struct adam_lanes new;
  new.first = multiply_add(gradient - old.first, (floats)(1.0f - constants.beta1), old.first);
  new.second = multiply_add(old.second, (floats)constants.beta2,
                            gradient * gradient * (1.0f - constants.beta2));
  floats denominator = multiply_add(__builtin_elementwise_sqrt(new.second),
                                    (floats)constants.second_moment_scale, (floats)constants.epsilon);
  new.parameter = old.parameter - new.first * constants.step_size / denominator;
  return new;
}

static bool adam_step(size_t count, float *parameters, const float *gradients, float *first_moments,
                      float *second_moments, struct latentwalk_adam constants) {
  // Squares are not negative: their sum is finite if each of them is, unless they are too large to be of any use.
  floats sums = (floats)0.0f;
  size_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    struct adam_lanes lanes = {load(parameters + i), load(first_moments + i), load(second_moments + i)};
    lanes = adam_lane(lanes, load(gradients + i), constants);
    store(parameters + i, lanes.parameter);
    store(first_moments + i, lanes.first);
    store(second_moments + i, lanes.second);
    sums += lanes.second;
  }
  if (i < count) {
    const size_t rest = count - i;
    struct adam_lanes lanes = {
      load_part(parameters + i, rest),
      load_part(first_moments + i, rest),
      load_part(second_moments + i, rest),
    };
    lanes = adam_lane(lanes, load_part(gradients + i, rest), constants);
    store_part(parameters + i, lanes.parameter, rest);
    store_part(first_moments + i, lanes.first, rest);
    store_part(second_moments + i, lanes.second, rest);
    sums += lanes.second;
  }
  return __builtin_isfinite(sum_of_lanes(sums));
}
