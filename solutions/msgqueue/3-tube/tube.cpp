// tube: carries lines from one process to another, each line a message.
//   tube in KEY < lines   puts each line into the queue, and at the end a message that says so
//   tube out KEY          prints each line, until that message comes; then it removes the queue
#include "letter.hpp"

namespace {

// False, and errno says why, when it cannot be put into the queue.
bool put(int queue, long type, const std::string& text) {
  Letter letter(text.size());
  letter.type() = type;
  std::memcpy(letter.bytes(), text.data(), text.size());
  //[fix full-queue]
  //| return ::msgsnd(queue, letter.address(), text.size(), IPC_NOWAIT) == 0;
  return ::msgsnd(queue, letter.address(), text.size(), 0) == 0;  // waits for room
  //[end]
}

int in(int queue) {
  int status = 0;
  for (std::string line; status == 0 && next_line(&line);) {
    //[fix too-long]
    //| put(queue, kLine, line);
    if (!put(queue, kLine, line)) {
      if (errno == EINVAL) status = complain("a line is longer than a message may be (/proc/sys/kernel/msgmax)", 2);
      else status = complain("a line cannot be sent", 1);
    }
    //[end]
  }
  if (!put(queue, kEnd, "")) return complain("the end cannot be sent", 1);
  return status;
}

// What becomes of a message that is longer than the letter has room for.
//[fix truncation]
//| constexpr int kHow = MSG_NOERROR;
constexpr int kHow = 0;  // it stays in the queue, and msgrcv says E2BIG
//[end]

// The next message, whenever it comes; how many bytes it has, or -1.
ssize_t take(int queue, Letter& letter) {
  //[fix busy-receive]
  //| ssize_t got = -1;
  //| do got = ::msgrcv(queue, letter.address(), letter.room(), 0, kHow | IPC_NOWAIT);
  //| while (got < 0 && errno == ENOMSG);
  ssize_t got = ::msgrcv(queue, letter.address(), letter.room(), 0, kHow);
  //[end]
  //[fix truncation]
  while (got < 0 && errno == E2BIG) {
    letter.make_room(2 * letter.room());
    got = ::msgrcv(queue, letter.address(), letter.room(), 0, kHow);
  }
  //[end]
  return got;
}

int out(int queue) {
  Letter letter(128);
  for (;;) {
    const ssize_t got = take(queue, letter);
    if (got < 0) return complain("the next line cannot be received", 1);
    if (letter.type() == kEnd) break;
    print_line(letter.bytes(), static_cast<std::size_t>(got));
  }
  return ::msgctl(queue, IPC_RMID, nullptr) == 0 ? 0 : complain("the queue cannot be removed", 1);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string role = argc == 3 ? argv[1] : "";
  if (role != "in" && role != "out") return complain("usage: tube in KEY < lines, or tube out KEY", 2);
  const int queue = queue_of(argv[2]);
  if (queue < 0) return complain("there is no queue to be had", 1);
  return role == "in" ? in(queue) : out(queue);
}
