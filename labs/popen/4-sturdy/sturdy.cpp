// m_popen and m_pclose, when something goes wrong. What calls them is given: given/sturdy_main.cpp.
#include "m_popen.hpp"

#include <cerrno>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

// The streams that are open, and who runs their commands.
struct Entry {
  std::FILE* stream;
  pid_t child;
};
std::vector<Entry> table;

void close_other_streams() {
  for (const Entry& entry : table) ::close(fileno(entry.stream));
}

// In the child: becomes the shell that runs the command, with `end` of the pipe as its `target`.
void become(const char* command, int end, int target) {
  if (end != target) {
    ::dup2(end, target);
    ::close(end);
  }
  close_other_streams();
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
  table.reserve(table.size() + 1);
  int ends[2];
  if (::pipe(ends) != 0) return nullptr;
  const int ours = reads ? ends[0] : ends[1];
  const int theirs = reads ? ends[1] : ends[0];
  const pid_t child = ::fork();
  if (child < 0) return nullptr;
  if (child == 0) {
    ::close(ours);
    become(command, theirs, reads ? STDOUT_FILENO : STDIN_FILENO);
  }
  ::close(theirs);
  std::FILE* const stream = ::fdopen(ours, type);
  if (stream == nullptr) return nullptr;
  table.push_back({stream, child});
  return stream;
}

int m_pclose(std::FILE* stream) {
  for (auto entry = table.begin(); entry != table.end(); ++entry) {
    if (entry->stream != stream) continue;
    const pid_t child = entry->child;
    table.erase(entry);
    std::fclose(stream);
    int status = 0;
    if (::waitpid(child, &status, 0) < 0) return -1;
    return status;
  }
  errno = EINVAL;
  return -1;
}
