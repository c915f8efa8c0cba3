// right: one poll(2) loop over non-blocking standard input and output, flags restored at the end
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <csignal>
#include <string>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static int flags_in;
static int flags_out;

[[noreturn]] static void leave(int status) {
  fcntl(0, F_SETFL, flags_in);
  fcntl(1, F_SETFL, flags_out);
  exit(status);
}

[[noreturn]] static void fail(const char* what) {
  perror(what);
  leave(1);
}

int main() {
  signal(SIGPIPE, SIG_IGN);
  flags_in = fcntl(0, F_GETFL);
  flags_out = fcntl(1, F_GETFL);
  fcntl(0, F_SETFL, flags_in | O_NONBLOCK);
  fcntl(1, F_SETFL, flags_out | O_NONBLOCK);

  const std::size_t high_water = 200'000;
  std::string line;     // the line that is still growing
  std::string out;      // finished messages
  std::size_t done = 0; // bytes of `out` that are written
  bool open = true;

  auto finish_line = [&] {
    const std::uint32_t length = line.size();
    out.append(reinterpret_cast<const char*>(&length), 4);
    out += line;
    line.clear();
  };

  while (open || done < out.size()) {
    const bool want_input = open && out.size() - done < high_water;
    const bool want_output = done < out.size();
    pollfd fds[2] = {{want_input ? 0 : -1, POLLIN, 0}, {want_output ? 1 : -1, POLLOUT, 0}};
    if (poll(fds, 2, -1) < 0) {
      if (errno == EINTR) continue;
      fail("sender: poll");
    }
    if (fds[1].revents != 0) {
      const ssize_t put = write(1, out.data() + done, out.size() - done);
      if (put >= 0) done += put;
      else if (errno != EAGAIN && errno != EINTR) fail("sender: write");
      if (done == out.size()) {
        out.clear();
        done = 0;
      }
    }
    if (fds[0].revents != 0) {
      char chunk[5000];
      const ssize_t got = read(0, chunk, sizeof chunk);
      if (got < 0 && errno != EAGAIN && errno != EINTR) fail("sender: read");
      if (got == 0) {
        open = false;
        if (!line.empty()) finish_line();
      }
      for (ssize_t i = 0; i < got; ++i) {
        if (chunk[i] == '\n') finish_line();
        else line += chunk[i];
      }
    }
  }
  leave(0);
}
