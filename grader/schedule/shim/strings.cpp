// libc's functions on strings and memory: in a program built to report its accesses, what they do to memory that
// others see is a point too. In any other program they only go on to libc. Compiled without built-ins, so that no
// loop here becomes a call to the function that it stands in; <cstring> is not included, because its overloads get
// in the way.
#include "schedule/shim/memory.hpp"

#include <cstdarg>

using namespace ipclab::shim;

namespace {

using Size = std::size_t;

// Libraries fill buffers all the time; what they do to a program's private memory is no point.
bool counts(const volatile void* address, const void* from) {
  if (in_region(address)) return true;
  const auto caller = reinterpret_cast<std::uintptr_t>(from);
  return caller >= process.base && caller < process.end && others_see(address);
}

void use(const void* first, const void* second, const void* from) {
  if (!process.memory || self.slot == nullptr || self.parked || first == nullptr) return;
  if (counts(first, from)) point(Call::string_function, first, from);
  else if (second != nullptr && counts(second, from)) point(Call::string_function, second, from);
}
void use(const void* only, const void* from) { use(only, nullptr, from); }

}  // namespace

// Those that are needed before dlsym(3) can be asked are done by hand then.
EXPORT Size strlen(const char* text) {
  use(text, FROM);
  if (const auto real = REAL_IF_KNOWN(Size (*)(const char*), "strlen")) return real(text);
  const char* end = text;
  while (*end != '\0') ++end;
  return static_cast<Size>(end - text);
}
EXPORT void* memmove(void* to, const void* bytes, Size size) {
  use(to, bytes, FROM);
  if (const auto real = REAL_IF_KNOWN(void* (*)(void*, const void*, Size), "memmove")) return real(to, bytes, size);
  auto* target = static_cast<char*>(to);
  const auto* source = static_cast<const char*>(bytes);
  if (target <= source)
    for (Size i = 0; i < size; ++i) target[i] = source[i];
  else
    for (Size i = size; i-- > 0;) target[i] = source[i];
  return to;
}
EXPORT void* memcpy(void* __restrict to, const void* __restrict bytes, Size size) {
  use(to, bytes, FROM);
  if (const auto real = REAL_IF_KNOWN(void* (*)(void*, const void*, Size), "memcpy")) return real(to, bytes, size);
  for (Size i = 0; i < size; ++i) static_cast<char*>(to)[i] = static_cast<const char*>(bytes)[i];
  return to;
}
EXPORT void* memset(void* to, int value, Size size) {
  use(to, FROM);
  if (const auto real = REAL_IF_KNOWN(void* (*)(void*, int, Size), "memset")) return real(to, value, size);
  for (Size i = 0; i < size; ++i) static_cast<char*>(to)[i] = static_cast<char>(value);
  return to;
}
EXPORT int memcmp(const void* a, const void* b, Size size) {
  use(a, b, FROM);
  if (const auto real = REAL_IF_KNOWN(int (*)(const void*, const void*, Size), "memcmp")) return real(a, b, size);
  const auto* first = static_cast<const unsigned char*>(a);
  const auto* second = static_cast<const unsigned char*>(b);
  for (Size i = 0; i < size; ++i)
    if (first[i] != second[i]) return first[i] - second[i];
  return 0;
}
EXPORT int strcmp(const char* a, const char* b) {
  use(a, b, FROM);
  if (const auto real = REAL_IF_KNOWN(int (*)(const char*, const char*), "strcmp")) return real(a, b);
  while (*a != '\0' && *a == *b) ++a, ++b;
  return static_cast<unsigned char>(*a) - static_cast<unsigned char>(*b);
}
EXPORT int strncmp(const char* a, const char* b, Size size) {
  use(a, b, FROM);
  if (const auto real = REAL_IF_KNOWN(int (*)(const char*, const char*, Size), "strncmp")) return real(a, b, size);
  for (Size i = 0; i < size; ++i)
    if (a[i] != b[i] || a[i] == '\0') return static_cast<unsigned char>(a[i]) - static_cast<unsigned char>(b[i]);
  return 0;
}

// CHAIN(result, name, (parameters), (arguments), what they look at)
#define CHAIN(result, name, parameters, arguments, ...)        \
  EXPORT result name parameters {                              \
    use(__VA_ARGS__, FROM);                                    \
    return REAL_AS(result(*) parameters, #name) arguments;     \
  }

CHAIN(Size, strnlen, (const char* text, Size most), (text, most), text)
CHAIN(char*, strchr, (const char* text, int wanted), (text, wanted), text)
CHAIN(char*, strrchr, (const char* text, int wanted), (text, wanted), text)
CHAIN(void*, memchr, (const void* bytes, int wanted, Size size), (bytes, wanted, size), bytes)
CHAIN(char*, strstr, (const char* text, const char* part), (text, part), text, part)
CHAIN(char*, strcpy, (char* to, const char* text), (to, text), to, text)
CHAIN(char*, stpcpy, (char* to, const char* text), (to, text), to, text)
CHAIN(char*, strncpy, (char* to, const char* text, Size size), (to, text, size), to, text)
CHAIN(char*, strcat, (char* to, const char* text), (to, text), to, text)
CHAIN(char*, strncat, (char* to, const char* text, Size size), (to, text, size), to, text)

// What a fortified build calls.
CHAIN(void*, __memcpy_chk, (void* to, const void* bytes, Size size, Size room), (to, bytes, size, room), to, bytes)
CHAIN(void*, __memmove_chk, (void* to, const void* bytes, Size size, Size room), (to, bytes, size, room), to, bytes)
CHAIN(void*, __memset_chk, (void* to, int value, Size size, Size room), (to, value, size, room), to)
CHAIN(char*, __strcpy_chk, (char* to, const char* text, Size room), (to, text, room), to, text)
CHAIN(char*, __stpcpy_chk, (char* to, const char* text, Size room), (to, text, room), to, text)
CHAIN(char*, __strncpy_chk, (char* to, const char* text, Size size, Size room), (to, text, size, room), to, text)
CHAIN(char*, __strcat_chk, (char* to, const char* text, Size room), (to, text, room), to, text)
CHAIN(char*, __strncat_chk, (char* to, const char* text, Size size, Size room), (to, text, size, room), to, text)

// What clang makes of copies in a program that reports its accesses.
EXPORT void* __tsan_memcpy(void* to, const void* bytes, Size size) {
  use(to, bytes, FROM);
  return REAL_AS(void* (*)(void*, const void*, Size), "memcpy")(to, bytes, size);
}
EXPORT void* __tsan_memmove(void* to, const void* bytes, Size size) {
  use(to, bytes, FROM);
  return REAL_AS(void* (*)(void*, const void*, Size), "memmove")(to, bytes, size);
}
EXPORT void* __tsan_memset(void* to, int value, Size size) {
  use(to, FROM);
  return REAL_AS(void* (*)(void*, int, Size), "memset")(to, value, size);
}

// Printing into memory: where the text goes counts.
using Vsprintf = int (*)(char*, const char*, va_list);
using Vsnprintf = int (*)(char*, Size, const char*, va_list);
using VsprintfChecked = int (*)(char*, int, Size, const char*, va_list);
using VsnprintfChecked = int (*)(char*, Size, int, Size, const char*, va_list);

EXPORT int vsprintf(char* to, const char* format, va_list list) {
  use(to, FROM);
  return REAL_AS(Vsprintf, "vsprintf")(to, format, list);
}
EXPORT int vsnprintf(char* to, Size size, const char* format, va_list list) {
  use(to, FROM);
  return REAL_AS(Vsnprintf, "vsnprintf")(to, size, format, list);
}
EXPORT int __vsprintf_chk(char* to, int flag, Size room, const char* format, va_list list) {
  use(to, FROM);
  return REAL_AS(VsprintfChecked, "__vsprintf_chk")(to, flag, room, format, list);
}
EXPORT int __vsnprintf_chk(char* to, Size size, int flag, Size room, const char* format, va_list list) {
  use(to, FROM);
  return REAL_AS(VsnprintfChecked, "__vsnprintf_chk")(to, size, flag, room, format, list);
}
EXPORT int sprintf(char* to, const char* format, ...) {
  use(to, FROM);
  va_list list;
  va_start(list, format);
  const int length = REAL_AS(Vsprintf, "vsprintf")(to, format, list);
  va_end(list);
  return length;
}
EXPORT int snprintf(char* to, Size size, const char* format, ...) {
  use(to, FROM);
  va_list list;
  va_start(list, format);
  const int length = REAL_AS(Vsnprintf, "vsnprintf")(to, size, format, list);
  va_end(list);
  return length;
}
EXPORT int __sprintf_chk(char* to, int flag, Size room, const char* format, ...) {
  use(to, FROM);
  va_list list;
  va_start(list, format);
  const int length = REAL_AS(VsprintfChecked, "__vsprintf_chk")(to, flag, room, format, list);
  va_end(list);
  return length;
}
EXPORT int __snprintf_chk(char* to, Size size, int flag, Size room, const char* format, ...) {
  use(to, FROM);
  va_list list;
  va_start(list, format);
  const int length = REAL_AS(VsnprintfChecked, "__vsnprintf_chk")(to, size, flag, room, format, list);
  va_end(list);
  return length;
}
