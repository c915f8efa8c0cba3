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
  //[fix closes-own-stdio]
  //|
  close_other_streams();  // first of all: one of them may be where the pipe is to go
  //[end]
  if (end != target) {
    ::dup2(end, target);
    ::close(end);
  }
  //[fix closes-own-stdio]
  //| close_other_streams();
  //[end]
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
  //[fix leak-on-failure]
  //| const pid_t child = ::fork();
  //| if (child < 0) return nullptr;
  // What can fail without a child comes before the child.
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
  //[end]
  if (child == 0) {
    ::close(ours);
    become(command, theirs, reads ? STDOUT_FILENO : STDIN_FILENO);
  }
  ::close(theirs);
  //[fix leak-on-failure]
  //| std::FILE* const stream = ::fdopen(ours, type);
  //| if (stream == nullptr) return nullptr;
  //[end]
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
    //[fix wait-interrupted]
    //| if (::waitpid(child, &status, 0) < 0) return -1;
    while (::waitpid(child, &status, 0) < 0)
      if (errno != EINTR) return -1;  // a signal handler that ran meanwhile is no reason to stop waiting
    //[end]
    return status;
  }
  errno = EINVAL;
  return -1;
}
