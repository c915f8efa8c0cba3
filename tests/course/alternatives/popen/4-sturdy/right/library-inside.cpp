// The library's popen, and a set of the streams that came from it.
#include "m_popen.hpp"

#include <cerrno>
#include <cstring>
#include <set>

static std::set<std::FILE*> ours;

std::FILE* m_popen(const char* command, const char* type) {
  if (std::strlen(type) != 1 || std::strchr("rw", *type) == nullptr) return errno = EINVAL, nullptr;
  std::FILE* const stream = popen(command, type);
  if (stream != nullptr) ours.insert(stream);
  return stream;
}

int m_pclose(std::FILE* stream) {
  if (ours.erase(stream) == 0) return errno = EINVAL, -1;
  return pclose(stream);
}
