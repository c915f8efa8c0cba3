// prodcons: a store with a few places; some put things in, others take them out.
//   prodcons keep SLOTS     opens the store, and closes it when the input ends
//   prodcons put < lines    puts each line into it
//   prodcons get COUNT      takes so many out, and prints them
#include "store.hpp"

namespace {

// Adds `by` to a semaphore; waits as long as it would be less than 0 then.
void change(int set, Semaphore which, short by) {
  sembuf operation{which, by, 0};
  //[fix undo-everywhere]
  //| operation.sem_flg = SEM_UNDO;
  if (which == kMutex) operation.sem_flg = SEM_UNDO;  // a lock is to come back when its owner is gone; an item is to stay
  //[end]
  //[fix interrupted]
  //| ::semop(set, &operation, 1);
  while (::semop(set, &operation, 1) < 0 && errno == EINTR) {}  // nothing was done then: signal(7), "never restarted"
  //[end]
}

void put(const Open& open, const std::string& text) {
  //[fix lock-order]
  //| change(open.set, kMutex, -1);
  //| change(open.set, kSlots, -1);
  change(open.set, kSlots, -1);  // first the place, for which we may have to wait, and the lock only then
  change(open.set, kMutex, -1);
  //[end]
  place_item(open.store, text);
  change(open.set, kMutex, 1);
  change(open.set, kItems, 1);
}

std::string get(const Open& open) {
  change(open.set, kItems, -1);
  change(open.set, kMutex, -1);
  const std::string text = take_item(open.store);
  change(open.set, kMutex, 1);
  change(open.set, kSlots, 1);
  return text;
}

int keep(int slots) {
  const Open open = open_store(slots);
  if (open.store == nullptr) return complain("no store can be opened here", 1);
  say("open\n");
  std::string line;
  while (next_line(&line)) {}
  remove_store(open);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  answer_sigusr1();
  const std::string what = argc > 1 ? argv[1] : "";
  const int slots = argc == 3 && what == "keep" ? number_in(argv[2], kMostSlots) : 0;
  const int count = argc == 3 && what == "get" ? number_in(argv[2], kMostItems) : 0;
  const bool puts = argc == 2 && what == "put";
  if (slots > 0) return keep(slots);
  if (count == 0 && !puts) return complain("usage: prodcons keep SLOTS, prodcons put < lines, or prodcons get COUNT", 2);

  const Open open = find_store();
  if (open.store == nullptr) return complain("there is no store here", 1);
  std::string line;
  while (puts && next_line(&line)) put(open, line);
  for (int i = 0; i < count; ++i) say(get(open) + "\n");
  return 0;
}
