// m_popen and m_pclose for any number of streams. What calls them is given: given/several_main.cpp.
#include "m_popen.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

namespace {

// The streams that are open, and who runs their commands.
struct Entry {
  std::FILE* stream;  // null: the entry is free
  pid_t child;
};
Entry* table = nullptr;
std::size_t size = 0;

Entry* entry_of(const std::FILE* stream) {
  for (Entry* entry = table; entry != table + size; ++entry)
    if (entry->stream == stream) return entry;
  return nullptr;
}

// A free entry; null when there is no memory for one.
Entry* free_entry() {
  // As many as there can be descriptors.
  if (table == nullptr) {
    size = static_cast<std::size_t>(::sysconf(_SC_OPEN_MAX));
    table = static_cast<Entry*>(std::calloc(size, sizeof(Entry)));
  }
  Entry* entry = table;
  while (entry->stream != nullptr) ++entry;
  return entry;
}

// In the child: becomes the shell that runs the command, with `end` of the pipe as its `target`.
void become(const char* command, int end, int target) {
  if (end != target) {
    ::dup2(end, target);
    ::close(end);
  }
  ::execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
  ::_exit(127);
}

}  // namespace

std::FILE* m_popen(const char* command, const char* type) {
  const bool reads = std::strcmp(type, "r") == 0;
  if (!reads && std::strcmp(type, "w") != 0) {
    errno = EINVAL;
    return nullptr;
  }
  Entry* const entry = free_entry();
  int ends[2];
  if (entry == nullptr || ::pipe(ends) != 0) return nullptr;
  const int ours = reads ? ends[0] : ends[1];
  const int theirs = reads ? ends[1] : ends[0];
  std::FILE* const stream = ::fdopen(ours, type);
  const pid_t child = stream == nullptr ? -1 : ::fork();
  if (child < 0) {
    const int why = errno;
    if (stream == nullptr) ::close(ours);
    else std::fclose(stream);
    ::close(theirs);
    errno = why;
    return nullptr;
  }
  if (child == 0) {
    ::close(ours);
    become(command, theirs, reads ? STDOUT_FILENO : STDIN_FILENO);
  }
  ::close(theirs);
  *entry = {stream, child};
  return stream;
}

int m_pclose(std::FILE* stream) {
  Entry* const entry = stream == nullptr ? nullptr : entry_of(stream);
  const pid_t child = entry == nullptr ? 0 : entry->child;
  if (entry != nullptr) entry->stream = nullptr;
  std::fclose(stream);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}
