// m_popen and m_pclose for one stream at a time. What calls them is given: given/single_main.cpp.
#include "m_popen.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <unistd.h>

namespace {

pid_t child = -1;  // runs the command of the stream that is open

// In the child: becomes the shell that runs the command, with `end` of the pipe as its `target`.
void become(const char* command, int end, int target) {
  if (end != target) {
    ::dup2(end, target);
    ::close(end);
  }
  ::execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
  //[fix exit-in-child]
  //| std::exit(0);
  ::_exit(127);  // not exit(3), which writes out what the parent had in its buffers
  //[end]
}

}  // namespace

std::FILE* m_popen(const char* command, const char* type) {
  const char way = type[0];
  //[fix empty-type]
  //| const bool one_letter = type[1] == '\0';
  const bool one_letter = std::strlen(type) == 1;
  //[end]
  //[fix type-check]
  //| if ((way != 'r' || way != 'w') && !one_letter) {
  if ((way != 'r' && way != 'w') || !one_letter) {
    //[end]
    errno = EINVAL;
    return nullptr;
  }
  int ends[2];
  if (::pipe(ends) != 0) return nullptr;
  const bool reads = way == 'r';
  const int ours = reads ? ends[0] : ends[1];
  const int theirs = reads ? ends[1] : ends[0];
  std::FILE* const stream = ::fdopen(ours, reads ? "r" : "w");
  child = stream == nullptr ? -1 : ::fork();
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
  return stream;
}

int m_pclose(std::FILE* stream) {
  //[fix close-not-fclose]
  //| ::close(fileno(stream));
  std::fclose(stream);  // what is still in its buffer goes out first
  //[end]
  int status = 0;
  while (::waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return status;
}
