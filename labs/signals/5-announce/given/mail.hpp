// What this step has ready: the way of a line from the child to the parent. The child sends lines, each with a SIGUSR1,
// and on_mail() is the parent's handler for that, which prints them. All of it works.
#pragma once
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <semaphore.h>
#include <sys/mman.h>
#include <unistd.h>

constexpr std::size_t kLine = 80;  // bytes, the terminating NUL included

struct Mail {
  sem_t room;
  std::atomic<unsigned> sent, printed;
  char line[4][kLine];
};
inline Mail* mail = nullptr;

// Before the fork; false when there is no memory.
inline bool open_mail() {
  void* const at = ::mmap(nullptr, sizeof(Mail), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  mail = at == MAP_FAILED ? nullptr : static_cast<Mail*>(at);
  return mail != nullptr && ::sem_init(&mail->room, 1, 4) == 0;
}

// The child's: false when the parent has gone.
inline bool send_line(pid_t parent, const char* line) {
  while (::sem_wait(&mail->room) != 0 && errno == EINTR) {}
  std::strcpy(mail->line[mail->sent % 4], line);
  ++mail->sent;
  return ::kill(parent, SIGUSR1) == 0;
}

// The parent's handler for SIGUSR1.
inline void on_mail(int) {
  const int kept = errno;
  while (mail->printed != mail->sent) {
    char text[kLine + 8] = "got ";
    std::strcat(text, mail->line[mail->printed % 4]);
    std::strcat(text, "\n");
    ++mail->printed;
    ::sem_post(&mail->room);
    if (::write(STDOUT_FILENO, text, std::strlen(text)) < 0) ::_exit(1);
  }
  errno = kept;
}
