#include "color_thinning.h"

#include <stdlib.h>
#include <string.h>

struct writer {
  char *bytes;
  size_t count;
};

static void put(struct writer *writer, const char *bytes, size_t count) {
  memcpy(writer->bytes + writer->count, bytes, count);
  writer->count += count;
}

static bool is_due(const char *wanted, const char *actual) { return wanted[0] != 0 && strcmp(wanted, actual) != 0; }

// Sets the colours that are wanted, as far as the next output shows them.
static void settle(struct latentwalk_colors *colors, struct writer *writer, bool shows_foreground) {
  const bool foreground = shows_foreground && is_due(colors->wanted_foreground, colors->foreground);
  const bool background = is_due(colors->wanted_background, colors->background);
  if (!foreground && !background) return;
  put(writer, "\033[", 2);
  if (foreground) {
    put(writer, colors->wanted_foreground, strlen(colors->wanted_foreground));
    strcpy(colors->foreground, colors->wanted_foreground);
  }
  if (foreground && background) put(writer, ";", 1);
  if (background) {
    put(writer, colors->wanted_background, strlen(colors->wanted_background));
    strcpy(colors->background, colors->wanted_background);
  }
  put(writer, "m", 1);
}

static const char *end_of_parameter(const char *parameter, const char *end) {
  const char *semicolon = memchr(parameter, ';', (size_t)(end - parameter));
  return semicolon ? semicolon : end;
}

// The end of the colour that begins with parameter 38 or 48: "38;5;n", "38;2;r;g;b", or with colons a single parameter.
static const char *end_of_extended_color(const char *parameter, const char *end) {
  const char *first = end_of_parameter(parameter, end);
  if (first == end || first - parameter > 2) return first;
  int more = first[1] == '5' ? 2 : first[1] == '2' ? 4 : 0;
  const char *last = first;
  for (; more > 0 && last < end; more--) last = end_of_parameter(last + 1, end);
  return last;
}

static void want(char *wanted, const char *text, size_t length) {
  if (length >= LATENTWALK_COLOR_TEXT) return;
  memcpy(wanted, text, length);
  wanted[length] = 0;
}

static void reset(struct latentwalk_colors *colors) {
  strcpy(colors->foreground, "39");
  strcpy(colors->wanted_foreground, "39");
  strcpy(colors->background, "49");
  strcpy(colors->wanted_background, "49");
  colors->blanks_have_ink = false;
}

// Notes the colours of an SGR sequence as wanted and writes the rest of its parameters.
static void take_rendition(
  struct latentwalk_colors *colors, const char *parameters, const char *end, struct writer *writer) {
  bool has_rest = false;
  const char *parameter = parameters;
  while (parameter <= end) {
    const char *parameter_end = end_of_parameter(parameter, end);
    const int code = atoi(parameter);
    if ((code >= 30 && code <= 39) || (code >= 90 && code <= 97)) {
      if (code == 38) parameter_end = end_of_extended_color(parameter, end);
      want(colors->wanted_foreground, parameter, (size_t)(parameter_end - parameter));
    } else if ((code >= 40 && code <= 49) || (code >= 100 && code <= 107)) {
      if (code == 48) parameter_end = end_of_extended_color(parameter, end);
      want(colors->wanted_background, parameter, (size_t)(parameter_end - parameter));
    } else {
      if (code == 0) reset(colors);
      if (code == 4 || code == 7) colors->blanks_have_ink = true;
      put(writer, has_rest ? ";" : "\033[", has_rest ? 1 : 2);
      put(writer, parameter, (size_t)(parameter_end - parameter));
      has_rest = true;
    }
    parameter = parameter_end + 1;
  }
  if (has_rest) put(writer, "m", 1);
}

static const char *end_of_control_sequence(const char *bytes, const char *end) {
  while (bytes < end && (*bytes < 0x40 || *bytes > 0x7e)) bytes++;
  return bytes;
}

// Whether a control sequence with this last byte fills cells with the background.
static bool fills(char last) { return strchr("JKXPLM@ST", last) != NULL; }

size_t latentwalk_thin_colors(struct latentwalk_colors *colors, const char *input, size_t count, char *output) {
  struct writer writer = {output, 0};
  const char *const end = input + count;
  while (input < end) {
    if (*input == '\033' && end - input > 2 && input[1] == '[') {
      const char *last = end_of_control_sequence(input + 2, end);
      if (last < end && *last == 'm') {
        take_rendition(colors, input + 2, last, &writer);
      } else {
        if (last < end && fills(*last)) settle(colors, &writer, false);
        put(&writer, input, (size_t)(last - input) + (last < end));
      }
      input = last < end ? last + 1 : end;
    } else if (*input == '\033') {
      // It selects a character set, with one more byte, or it is a complete function.
      size_t length = end - input > 2 && strchr("()*+", input[1]) ? 3 : 2;
      if ((size_t)(end - input) < length) length = (size_t)(end - input);
      put(&writer, input, length);
      input += length;
    } else {
      const bool is_control = (unsigned char)*input < 0x20;
      const bool shows_foreground = !is_control && (*input != ' ' || colors->blanks_have_ink);
      if (!is_control || *input == '\n') settle(colors, &writer, shows_foreground);
      put(&writer, input++, 1);
    }
  }
  return writer.count;
}
