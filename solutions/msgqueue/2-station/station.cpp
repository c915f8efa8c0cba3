// station: what the mountain stations send to the weather office, and how the office looks at it.
//   station reading KEY NUMBER TENTHS   puts a reading into the queue
//   station remark KEY TEXT             puts a remark into it
//   station show KEY                    takes all out that lies there, and prints it
#include "weather.hpp"

namespace {

// A message is a type and what comes behind it. These are the two kinds of them.
struct ReadingMessage {
  //[fix int-type]
  //| int type;
  long type;
  //[end]
  Reading reading;
};
struct RemarkMessage {
  long type;
  char text[kMost];  // without a NUL behind it
};

bool put_reading(int queue, int station, int tenths) {
  ReadingMessage message;
  message.type = kReading;
  message.reading = {station, tenths};
  //[fix size-of-struct]
  //| return ::msgsnd(queue, &message, sizeof message, 0) == 0;
  return ::msgsnd(queue, &message, sizeof message.reading, 0) == 0;  // the type is not counted
  //[end]
}

// A text of at most kMost bytes.
bool put_remark(int queue, const char* text) {
  RemarkMessage message;
  const std::size_t length = std::strlen(text);
  message.type = kRemark;
  std::memcpy(message.text, text, length);
  //[fix garbage-tail]
  //| return ::msgsnd(queue, &message, sizeof message.text, 0) == 0;
  return ::msgsnd(queue, &message, length, 0) == 0;
  //[end]
}

// Until there is nothing more.
int show(int queue) {
  RemarkMessage message;
  for (;;) {
    const ssize_t got = ::msgrcv(queue, &message, sizeof message.text, 0, IPC_NOWAIT);
    if (got < 0) return errno == ENOMSG ? 0 : complain("the messages cannot be received", 1);
    if (message.type == kReading) {
      Reading reading;
      std::memcpy(&reading, message.text, sizeof reading);
      std::printf("station %d: %d\n", reading.station, reading.tenths);
    } else {
      //[fix unterminated]
      //| std::printf("remark: %s\n", message.text);
      std::printf("remark: %.*s\n", static_cast<int>(got), message.text);
      //[end]
    }
  }
}

bool is(const char* argument, const char* word) { return std::strcmp(argument, word) == 0; }

}  // namespace

int main(int argc, char** argv) {
  const bool shows = argc == 3 && is(argv[1], "show");
  const bool reads = argc == 5 && is(argv[1], "reading");
  const bool remarks = argc == 4 && is(argv[1], "remark") && std::strlen(argv[3]) <= kMost;
  if (!shows && !reads && !remarks) return complain("usage: reading KEY NUMBER TENTHS, remark KEY TEXT, or show KEY", 2);
  const int queue = queue_of(argv[2], !shows);
  if (queue < 0) return complain("there is no such queue", 1);
  if (shows) return show(queue);
  const bool done = reads ? put_reading(queue, std::atoi(argv[3]), std::atoi(argv[4])) : put_remark(queue, argv[3]);
  return done ? 0 : complain("it cannot be sent", 1);
}
