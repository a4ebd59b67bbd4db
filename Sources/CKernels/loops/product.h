// Matrix products: c[rows x columns] (+)= a[rows x depth] b[depth x columns].
//
// The including file defines the elements of a and b: their type `element`, vectors of them `elements`,
// `load_elements`, which loads such a vector, and `multiply_accumulate`, which adds the products of two vectors to
// floats.
//
// The columns are walked in strips of one or two vectors, the depth in blocks whose strip of b stays in the
// L2 cache, the rows in microtiles whose sums stay in registers. A sum that continues in the next block of
// depth is loaded from c exactly as it was stored, so the blocks do not show in the result.

#define STRIP_VECTORS 2
#define STRIP_COLUMNS (STRIP_VECTORS * LANES)
#define DEPTH_BLOCK 512
#define DENSE_SCRATCH (DEPTH_BLOCK * STRIP_COLUMNS)

/// One microtile: c[rows x width] (+)= a[rows x depth] b[depth x width].
struct micro_tile {
  size_t depth;
  const element *a;
  ptrdiff_t a_row_stride;
  ptrdiff_t a_column_stride;
  const element *b;
  ptrdiff_t b_row_stride;
  float *c;
  ptrdiff_t c_row_stride;
  bool accumulates;
};

/// Computes a microtile of `rows` x `vectors` * LANES. Both are constants at every call, so that `sums` lives in
/// registers.
INLINE void multiply_micro_tile(const size_t rows, const size_t vectors, const struct micro_tile *micro_tile) {
  floats sums[MICRO_TILE_ROWS][STRIP_VECTORS];
  const ptrdiff_t a_row_stride = micro_tile->a_row_stride;
  const ptrdiff_t c_row_stride = micro_tile->c_row_stride;
  float *c = micro_tile->c;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) {
      sums[i][j] = micro_tile->accumulates ? load(c + (ptrdiff_t)i * c_row_stride + j * LANES) : (floats)0.0f;
    }
  }
  const element *a = micro_tile->a;
  const element *b = micro_tile->b;
  for (size_t k = micro_tile->depth; k > 0; k--) {
    elements right[STRIP_VECTORS];
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) right[j] = load_elements(b + j * LANES);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < rows; i++) {
      const elements left = (elements)a[(ptrdiff_t)i * a_row_stride];
#pragma clang loop unroll(full)
      for (size_t j = 0; j < vectors; j++) sums[i][j] = multiply_accumulate(left, right[j], sums[i][j]);
    }
    a += micro_tile->a_column_stride;
    b += micro_tile->b_row_stride;
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) store(c + (ptrdiff_t)i * c_row_stride + j * LANES, sums[i][j]);
  }
}

typedef void (*micro_tile_function)(const struct micro_tile *micro_tile);

#define MICRO_TILE(rows, vectors)                                                  \
  static void micro_tile_##rows##_##vectors(const struct micro_tile *micro_tile) { \
    multiply_micro_tile(rows, vectors, micro_tile);                                \
  }
#define MICRO_TILES(rows) MICRO_TILE(rows, 1) MICRO_TILE(rows, 2)
#define ENTRY(rows) {micro_tile_##rows##_1, micro_tile_##rows##_2}

_Static_assert(MICRO_TILE_ROWS == 4 || MICRO_TILE_ROWS == 6 || MICRO_TILE_ROWS == 12 || MICRO_TILE_ROWS == 14,
               "the microtiles below go up to 4, 6, 12 or 14 rows");

// Every height up to MICRO_TILE_ROWS.
MICRO_TILES(1) MICRO_TILES(2) MICRO_TILES(3) MICRO_TILES(4)
#if MICRO_TILE_ROWS >= 6
MICRO_TILES(5) MICRO_TILES(6)
#endif
#if MICRO_TILE_ROWS >= 12
MICRO_TILES(7) MICRO_TILES(8) MICRO_TILES(9) MICRO_TILES(10) MICRO_TILES(11) MICRO_TILES(12)
#endif
#if MICRO_TILE_ROWS >= 14
MICRO_TILES(13) MICRO_TILES(14)
#endif

static const micro_tile_function micro_tile_functions[MICRO_TILE_ROWS][STRIP_VECTORS] = {
  ENTRY(1), ENTRY(2), ENTRY(3), ENTRY(4),
#if MICRO_TILE_ROWS >= 6
  ENTRY(5), ENTRY(6),
#endif
#if MICRO_TILE_ROWS >= 12
  ENTRY(7), ENTRY(8), ENTRY(9), ENTRY(10), ENTRY(11), ENTRY(12),
#endif
#if MICRO_TILE_ROWS >= 14
  ENTRY(13), ENTRY(14),
#endif
};

/// strip[depth x width] = b[depth x columns], padded with zeros.
static void pack_strip(size_t depth, size_t columns, size_t width, const element *b, ptrdiff_t b_row_stride,
                       ptrdiff_t b_column_stride, element *strip) {
  for (size_t k = 0; k < depth; k++) {
    const element *row = b + (ptrdiff_t)k * b_row_stride;
    for (size_t j = 0; j < columns; j++) strip[k * width + j] = row[(ptrdiff_t)j * b_column_stride];
    for (size_t j = columns; j < width; j++) strip[k * width + j] = 0;
  }
}

/// A microtile of which only the first `columns` < width belong to c: computed outside c, then copied.
static void multiply_edge_micro_tile(micro_tile_function function, size_t rows, size_t width, size_t columns,
                                     struct micro_tile micro_tile) {
  float beside[MICRO_TILE_ROWS * STRIP_COLUMNS];
  float *c = micro_tile.c;
  for (size_t i = 0; micro_tile.accumulates && i < rows; i++) {
    for (size_t j = 0; j < width; j++) {
      beside[i * width + j] = j < columns ? c[(ptrdiff_t)i * micro_tile.c_row_stride + (ptrdiff_t)j] : 0;
    }
  }
  struct micro_tile full = micro_tile;
  full.c = beside;
  full.c_row_stride = (ptrdiff_t)width;
  function(&full);
  for (size_t i = 0; i < rows; i++) {
    for (size_t j = 0; j < columns; j++) {
      c[(ptrdiff_t)i * micro_tile.c_row_stride + (ptrdiff_t)j] = beside[i * width + j];
    }
  }
}

static void multiply(size_t rows, size_t columns, size_t depth, const element *a, ptrdiff_t a_row_stride,
                     ptrdiff_t a_column_stride, const element *b, ptrdiff_t b_row_stride,
                     ptrdiff_t b_column_stride, float *c, ptrdiff_t c_row_stride, bool accumulate,
                     const struct latentwalk_finish *finish, element *scratch) {
  // Microtiles and blocks of nearly equal size: no thin remainder that waits on memory.
  const size_t micro_tiles = (rows + MICRO_TILE_ROWS - 1) / MICRO_TILE_ROWS;
  const size_t depth_blocks = depth == 0 ? 1 : (depth + DEPTH_BLOCK - 1) / DEPTH_BLOCK;

  for (size_t block = 0; block < depth_blocks; block++) {
    const size_t depth_start = depth * block / depth_blocks;
    const element *block_a = a + (ptrdiff_t)depth_start * a_column_stride;
    const element *block_b = b + (ptrdiff_t)depth_start * b_row_stride;

    size_t width;
    for (size_t column = 0; column < columns; column += width) {
      width = columns - column >= STRIP_COLUMNS ? STRIP_COLUMNS : LANES;
      const size_t strip_columns = min(columns - column, width);
      const bool is_edge = strip_columns < width;

      struct micro_tile micro_tile = {
        .depth = depth * (block + 1) / depth_blocks - depth_start,
        .a_row_stride = a_row_stride,
        .a_column_stride = a_column_stride,
        .b = block_b + (ptrdiff_t)column * b_column_stride,
        .b_row_stride = b_row_stride,
        .c_row_stride = c_row_stride,
        .accumulates = accumulate || block > 0,
      };
      if (is_edge || b_column_stride != 1) {
        pack_strip(micro_tile.depth, strip_columns, width, micro_tile.b, b_row_stride, b_column_stride, scratch);
        micro_tile.b = scratch;
        micro_tile.b_row_stride = (ptrdiff_t)width;
      }

      for (size_t i = 0; i < micro_tiles; i++) {
        const size_t row = rows * i / micro_tiles;
        const size_t micro_tile_rows = rows * (i + 1) / micro_tiles - row;
        const micro_tile_function function = micro_tile_functions[micro_tile_rows - 1][width / LANES - 1];
        micro_tile.a = block_a + (ptrdiff_t)row * a_row_stride;
        micro_tile.c = c + (ptrdiff_t)row * c_row_stride + (ptrdiff_t)column;
        if (is_edge) {
          multiply_edge_micro_tile(function, micro_tile_rows, width, strip_columns, micro_tile);
        } else {
          function(&micro_tile);
        }
        if (finish && block + 1 == depth_blocks) {
          finish_block(finish, row, column, micro_tile_rows, strip_columns, micro_tile.c, c_row_stride);
        }
      }
    }
  }
}
