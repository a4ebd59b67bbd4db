// Names built from NAME.

#define JOIN_NAMES(left, right) left##right
#define JOIN(left, right) JOIN_NAMES(left, right)
#define QUOTE_NAME(name) #name
#define QUOTE(name) QUOTE_NAME(name)
