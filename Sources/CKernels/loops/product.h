// Matrix products: c[rows x columns] (+)= a[rows x depth] b[depth x columns].
//
// The elements of a and b are what the including file says: `element`, vectors of them `elements`, what loads one
// `load_elements`, and `multiply_accumulate`, which adds the products of two vectors of them to floats.
//
// The columns are walked in panels of one or two vectors, the depth in blocks whose panel of b stays in the
// second cache, the rows in tiles whose sums stay in registers. A sum that goes on in the next block of
// depth is taken up from c exactly as it was left, so the blocks do not show in the result.

#define PANEL_VECTORS 2
#define PANEL_COLUMNS (PANEL_VECTORS * LANES)
#define DEPTH_BLOCK 512
#define DENSE_SCRATCH (DEPTH_BLOCK * PANEL_COLUMNS)

/// One tile: c[rows x width] (+)= a[rows x depth] b[depth x width].
struct tile {
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

/// Works out a tile of `rows` x `vectors` * LANES. Both are constants at every call, so that `sums` lives in
/// registers.
INLINE void multiply_tile(const size_t rows, const size_t vectors, const struct tile *tile) {
  floats sums[TILE_ROWS][PANEL_VECTORS];
  const ptrdiff_t a_row_stride = tile->a_row_stride;
  const ptrdiff_t c_row_stride = tile->c_row_stride;
  float *c = tile->c;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) {
      sums[i][j] = tile->accumulates ? load(c + (ptrdiff_t)i * c_row_stride + j * LANES) : (floats)0.0f;
    }
  }
  const element *a = tile->a;
  const element *b = tile->b;
  for (size_t k = tile->depth; k > 0; k--) {
    elements right[PANEL_VECTORS];
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) right[j] = load_elements(b + j * LANES);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < rows; i++) {
      const elements left = (elements)a[(ptrdiff_t)i * a_row_stride];
#pragma clang loop unroll(full)
      for (size_t j = 0; j < vectors; j++) sums[i][j] = multiply_accumulate(left, right[j], sums[i][j]);
    }
    a += tile->a_column_stride;
    b += tile->b_row_stride;
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < vectors; j++) store(c + (ptrdiff_t)i * c_row_stride + j * LANES, sums[i][j]);
  }
}

typedef void (*tile_function)(const struct tile *tile);

#define TILE(rows, vectors) \
  static void tile_##rows##_##vectors(const struct tile *tile) { multiply_tile(rows, vectors, tile); }
#define TILES(rows) TILE(rows, 1) TILE(rows, 2)
#define ENTRY(rows) {tile_##rows##_1, tile_##rows##_2}

_Static_assert(TILE_ROWS == 4 || TILE_ROWS == 6 || TILE_ROWS == 12 || TILE_ROWS == 14,
               "the tiles below go up to 4, 6, 12 or 14 rows");

// Every height up to TILE_ROWS.
TILES(1) TILES(2) TILES(3) TILES(4)
#if TILE_ROWS >= 6
TILES(5) TILES(6)
#endif
#if TILE_ROWS >= 12
TILES(7) TILES(8) TILES(9) TILES(10) TILES(11) TILES(12)
#endif
#if TILE_ROWS >= 14
TILES(13) TILES(14)
#endif

static const tile_function tile_functions[TILE_ROWS][PANEL_VECTORS] = {
  ENTRY(1), ENTRY(2), ENTRY(3), ENTRY(4),
#if TILE_ROWS >= 6
  ENTRY(5), ENTRY(6),
#endif
#if TILE_ROWS >= 12
  ENTRY(7), ENTRY(8), ENTRY(9), ENTRY(10), ENTRY(11), ENTRY(12),
#endif
#if TILE_ROWS >= 14
  ENTRY(13), ENTRY(14),
#endif
};

/// panel[depth x width] = b[depth x columns], filled up with zeros.
static void pack_panel(size_t depth, size_t columns, size_t width, const element *b, ptrdiff_t b_row_stride,
                       ptrdiff_t b_column_stride, element *panel) {
  for (size_t k = 0; k < depth; k++) {
    const element *row = b + (ptrdiff_t)k * b_row_stride;
    for (size_t j = 0; j < columns; j++) panel[k * width + j] = row[(ptrdiff_t)j * b_column_stride];
    for (size_t j = columns; j < width; j++) panel[k * width + j] = 0;
  }
}

/// A tile of which only the first `columns` < width belong to c: worked out beside it, then copied.
static void multiply_edge_tile(tile_function function, size_t rows, size_t width, size_t columns,
                               struct tile tile) {
  float beside[TILE_ROWS * PANEL_COLUMNS];
  float *c = tile.c;
  for (size_t i = 0; tile.accumulates && i < rows; i++) {
    for (size_t j = 0; j < width; j++) {
      beside[i * width + j] = j < columns ? c[(ptrdiff_t)i * tile.c_row_stride + (ptrdiff_t)j] : 0;
    }
  }
  struct tile full = tile;
  full.c = beside;
  full.c_row_stride = (ptrdiff_t)width;
  function(&full);
  for (size_t i = 0; i < rows; i++) {
    for (size_t j = 0; j < columns; j++) {
      c[(ptrdiff_t)i * tile.c_row_stride + (ptrdiff_t)j] = beside[i * width + j];
    }
  }
}

static void multiply(size_t rows, size_t columns, size_t depth, const element *a, ptrdiff_t a_row_stride,
                     ptrdiff_t a_column_stride, const element *b, ptrdiff_t b_row_stride,
                     ptrdiff_t b_column_stride, float *c, ptrdiff_t c_row_stride, bool accumulate,
                     const struct latentwalk_finish *finish, element *scratch) {
  // Tiles and blocks of nearly equal size: no thin remainder that waits on memory.
  const size_t row_tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  const size_t depth_blocks = depth == 0 ? 1 : (depth + DEPTH_BLOCK - 1) / DEPTH_BLOCK;

  for (size_t block = 0; block < depth_blocks; block++) {
    const size_t depth_start = depth * block / depth_blocks;
    const element *block_a = a + (ptrdiff_t)depth_start * a_column_stride;
    const element *block_b = b + (ptrdiff_t)depth_start * b_row_stride;

    size_t width;
    for (size_t column = 0; column < columns; column += width) {
      width = columns - column >= PANEL_COLUMNS ? PANEL_COLUMNS : LANES;
      const size_t panel_columns = smaller(columns - column, width);
      const bool is_edge = panel_columns < width;

      struct tile tile = {
        .depth = depth * (block + 1) / depth_blocks - depth_start,
        .a_row_stride = a_row_stride,
        .a_column_stride = a_column_stride,
        .b = block_b + (ptrdiff_t)column * b_column_stride,
        .b_row_stride = b_row_stride,
        .c_row_stride = c_row_stride,
        .accumulates = accumulate || block > 0,
      };
      if (is_edge || b_column_stride != 1) {
        pack_panel(tile.depth, panel_columns, width, tile.b, b_row_stride, b_column_stride, scratch);
        tile.b = scratch;
        tile.b_row_stride = (ptrdiff_t)width;
      }

      for (size_t i = 0; i < row_tiles; i++) {
        const size_t row = rows * i / row_tiles;
        const size_t tile_rows = rows * (i + 1) / row_tiles - row;
        const tile_function function = tile_functions[tile_rows - 1][width / LANES - 1];
        tile.a = block_a + (ptrdiff_t)row * a_row_stride;
        tile.c = c + (ptrdiff_t)row * c_row_stride + (ptrdiff_t)column;
        if (is_edge) {
          multiply_edge_tile(function, tile_rows, width, panel_columns, tile);
        } else {
          function(&tile);
        }
        if (finish && block + 1 == depth_blocks) {
          finish_block(finish, row, column, tile_rows, panel_columns, tile.c, c_row_stride);
        }
      }
    }
  }
}
