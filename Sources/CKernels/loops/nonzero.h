// Products whose left operand is mostly zeros: c[rows x columns] (+)= a[rows x depth] b[depth x columns] with a
// as lists of its nonzero elements.
//
// One row of c at a time: a strip of it stays in registers while the row's list selects the rows of b, of which a
// block of depth stays in the L1 cache for all rows. Rows differ too much for two of them to share what
// is loaded: four random digits together leave twice as many pixels as one.

#define LIST_STRIP_VECTORS 8
#define LIST_BLOCK_BYTES (28 * 1024)
#define LIST_SCRATCH (LIST_BLOCK_BYTES / sizeof(float))
/// The number of rows whose positions in their lists are kept at once.
#define LIST_ROWS 64

/// The strip's part of one row of c, from rows `first` to `end` of b, where `b` points to the first of them:
/// continues in the row's list, and returns the position after the last element used.
/// `vectors` is a constant at every call, so that `sums` lives in registers.
INLINE const struct latentwalk_nonzero *multiply_list(const size_t vectors, const struct latentwalk_nonzero *list,
                                                      uint32_t first, uint32_t end, const float *b,
                                                      ptrdiff_t b_row_stride, float *c, bool accumulate) {
  floats sums[LIST_STRIP_VECTORS];
#pragma clang loop unroll(full)
  for (size_t j = 0; j < vectors; j++) sums[j] = accumulate ? load(c + j * LANES) : (floats)0.0f;
  for (; list->column < end; list++) {
    const floats left = (floats)list->value;
    const float *right = b + (ptrdiff_t)(list->column - first) * b_row_stride;
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) sums[j] = multiply_add(left, load(right + j * LANES), sums[j]);
  }
#pragma clang loop unroll(full)
  for (size_t j = 0; j < vectors; j++) store(c + j * LANES, sums[j]);
  return list;
}

typedef const struct latentwalk_nonzero *(*list_function)(const struct latentwalk_nonzero *list, uint32_t first,
                                                          uint32_t end, const float *b, ptrdiff_t b_row_stride,
                                                          float *c, bool accumulate);

#define LIST(vectors)                                                                                     \
  static const struct latentwalk_nonzero *list_##vectors(                                                 \
      const struct latentwalk_nonzero *list, uint32_t first, uint32_t end, const float *b,                \
      ptrdiff_t b_row_stride, float *c, bool accumulate) {                                                \
    return multiply_list(vectors, list, first, end, b, b_row_stride, c, accumulate);                      \
  }
LIST(1) LIST(2) LIST(3) LIST(4) LIST(5) LIST(6) LIST(7) LIST(8)

static const list_function list_functions[LIST_STRIP_VECTORS] = {list_1, list_2, list_3, list_4,
                                                                 list_5, list_6, list_7, list_8};

/// One strip of c for up to LIST_ROWS rows: `columns` of it, in whole vectors or less than one.
static void multiply_list_strip(size_t rows, size_t columns, size_t depth, const struct latentwalk_nonzero *a,
                                ptrdiff_t a_list_stride, const float *b, ptrdiff_t b_row_stride, float *c,
                                ptrdiff_t c_row_stride, bool accumulate, float *scratch) {
  const bool is_edge = columns < LANES;
  const size_t vectors = is_edge ? 1 : columns / LANES;
  const list_function function = list_functions[vectors - 1];
  const size_t max_depth = LIST_BLOCK_BYTES / (vectors * LANES * sizeof(float));
  const size_t depth_blocks = depth == 0 ? 1 : (depth + max_depth - 1) / max_depth;
  const struct latentwalk_nonzero *places[LIST_ROWS];
  for (size_t i = 0; i < rows; i++) places[i] = a + (ptrdiff_t)i * a_list_stride;

  for (size_t block = 0; block < depth_blocks; block++) {
    const size_t first = depth * block / depth_blocks;
    const size_t end = depth * (block + 1) / depth_blocks;
    const float *block_b = b + (ptrdiff_t)first * b_row_stride;
    ptrdiff_t block_stride = b_row_stride;
    if (is_edge) {
      pack_strip(end - first, columns, LANES, block_b, b_row_stride, 1, scratch);
      block_b = scratch;
      block_stride = LANES;
    }
    const bool goes_on = accumulate || block > 0;
    for (size_t i = 0; i < rows; i++) {
      float *row = c + (ptrdiff_t)i * c_row_stride;
      if (is_edge) {
        float beside[LANES];
        store(beside, goes_on ? load_part(row, columns) : (floats)0.0f);
        places[i] = function(places[i], (uint32_t)first, (uint32_t)end, block_b, block_stride, beside, true);
        store_part(row, load(beside), columns);
      } else {
        places[i] = function(places[i], (uint32_t)first, (uint32_t)end, block_b, block_stride, row, goes_on);
      }
    }
  }
}

static void multiply_nonzero(size_t rows, size_t columns, size_t depth, const struct latentwalk_nonzero *a,
                             ptrdiff_t a_list_stride, const float *b, ptrdiff_t b_row_stride, float *c,
                             ptrdiff_t c_row_stride, bool accumulate, const struct latentwalk_finish *finish,
                             float *scratch) {
  // Strips of nearly equal width, and the columns that do not fill a vector last.
  const size_t whole_vectors = columns / LANES;
  const size_t strips = (whole_vectors + LIST_STRIP_VECTORS - 1) / LIST_STRIP_VECTORS;
  const size_t edges = columns % LANES > 0 ? 1 : 0;
  for (size_t row = 0; row < rows; row += LIST_ROWS) {
    const size_t row_count = min(rows - row, LIST_ROWS);
    const struct latentwalk_nonzero *lists = a + (ptrdiff_t)row * a_list_stride;
    for (size_t strip = 0; strip < strips + edges; strip++) {
      const bool is_edge = strip == strips;
      const size_t column = (is_edge ? whole_vectors : whole_vectors * strip / strips) * LANES;
      const size_t end = is_edge ? columns : whole_vectors * (strip + 1) / strips * LANES;
      float *block = c + (ptrdiff_t)row * c_row_stride + (ptrdiff_t)column;
      multiply_list_strip(row_count, end - column, depth, lists, a_list_stride, b + column, b_row_stride, block,
                          c_row_stride, accumulate, scratch);
      if (finish) finish_block(finish, row, column, row_count, end - column, block, c_row_stride);
    }
  }
}

static void list_nonzero(size_t rows, size_t columns, const float *values, ptrdiff_t row_stride,
                         struct latentwalk_nonzero *lists, ptrdiff_t list_stride) {
  for (size_t i = 0; i < rows; i++) {
    const float *row = values + (ptrdiff_t)i * row_stride;
    struct latentwalk_nonzero *list = lists + (ptrdiff_t)i * list_stride;
    // Without a branch, which would be mispredicted half the time.
    for (size_t j = 0; j < columns; j++) {
      *list = (struct latentwalk_nonzero){.column = (uint32_t)j, .value = row[j]};
      list += row[j] != 0.0f;
    }
    list->column = LATENTWALK_LIST_END;
  }
}

static void transpose_nonzero(size_t rows, size_t columns, const struct latentwalk_nonzero *lists,
                              ptrdiff_t list_stride, struct latentwalk_nonzero *result, ptrdiff_t result_stride,
                              uint32_t *lengths) {
  // So few lists at a time that the ends of all of them stay in the L1 cache.
  const size_t columns_at_once = 128;
  for (size_t j = 0; j < columns; j++) lengths[j] = 0;
  for (size_t row = 0; row < rows; row += LIST_ROWS) {
    const size_t row_count = min(rows - row, LIST_ROWS);
    const struct latentwalk_nonzero *places[LIST_ROWS];
    for (size_t i = 0; i < row_count; i++) places[i] = lists + (ptrdiff_t)(row + i) * list_stride;
    for (size_t column = 0; column < columns; column += columns_at_once) {
      const uint32_t end = (uint32_t)min(columns, column + columns_at_once);
      for (size_t i = 0; i < row_count; i++) {
        const struct latentwalk_nonzero *list = places[i];
        for (; list->column < end; list++) {
          const size_t length = lengths[list->column]++;
          result[(ptrdiff_t)list->column * result_stride + (ptrdiff_t)length] =
              (struct latentwalk_nonzero){.column = (uint32_t)(row + i), .value = list->value};
        }
        places[i] = list;
      }
    }
  }
  for (size_t j = 0; j < columns; j++) {
    result[(ptrdiff_t)j * result_stride + lengths[j]].column = LATENTWALK_LIST_END;
  }
}
