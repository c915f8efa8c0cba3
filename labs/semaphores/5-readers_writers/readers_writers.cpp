// readers_writers: a board that many may read at the same time, and that one alone may write on.
//   readers_writers keep     hangs it up, and takes it away when the input ends
//   readers_writers read     comes to the board as a reader, and stays until the input ends
//   readers_writers write    the same as a writer
#include "board.hpp"

namespace {

// Does all of these operations at one moment; waits until they all can be done.
void operate(int set, sembuf* operations, std::size_t count) {
  while (::semop(set, operations, count) < 0 && errno == EINTR) {}
}

void reader_comes(int set) {
  sembuf comes[] = {
      {kWriters, 0, 0},
      {kReaders, 1, SEM_UNDO},
  };
  const std::size_t count = sizeof comes / sizeof comes[0];
  operate(set, comes, count - 1);      // until there is no writer
  operate(set, comes + count - 1, 1);  // one reader more
}

void reader_goes(int set) {
  sembuf goes{kReaders, -1, SEM_UNDO};
  operate(set, &goes, 1);
}

void writer_comes(int set) {
  sembuf comes[] = {
      {kReaders, 0, 0},
      {kWriters, 0, 0},
      {kWriters, 1, SEM_UNDO},
  };
  operate(set, comes, sizeof comes / sizeof comes[0]);
}

void writer_goes(int set) {
  sembuf goes{kWriters, -1, SEM_UNDO};
  operate(set, &goes, 1);
}

int keep() {
  const int set = open_board();
  if (set < 0) return complain("no board can be put up here", 1);
  say("open\n");
  stay();
  remove_board(set);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc == 2 ? argv[1] : "";
  if (what == "keep") return keep();
  if (what != "read" && what != "write") return complain("usage: readers_writers keep, read or write", 2);
  const int set = find_board();
  if (set < 0) return complain("there is no board here", 1);
  const bool reads = what == "read";
  reads ? reader_comes(set) : writer_comes(set);
  say("in\n");
  stay();
  say("out\n");
  reads ? reader_goes(set) : writer_goes(set);
  return 0;
}
