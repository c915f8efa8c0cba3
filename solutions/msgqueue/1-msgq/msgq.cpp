// msgq: a tool for the message queues of System V.
//   msgq -s [-k KEY] [-t TYPE] TEXT   puts a message into the queue
//   msgq -r [-k KEY] [-t TYPE]        takes one out and prints it, if there is one
//   msgq -d [-k KEY]                  removes the queue
#include "box.hpp"

#include <climits>
#include <cstdlib>
#include <unistd.h>

namespace {

// What the arguments ask for.
struct Order {
  int what = 0;  // 's', 'r' or 'd'
  long key = 1234;
  long type = 0;
  bool type_given = false;
  const char* text = nullptr;
};

// The number that is written there; false when it is none.
bool number_of(const char* text, long* number) {
  //[fix junk-key]
  //| *number = std::atoi(text);
  //| return true;
  char* end = nullptr;
  *number = std::strtol(text, &end, 10);
  return end != text && *end == '\0';
  //[end]
}

// False when the arguments are wrong.
bool read_order(int argc, char** argv, Order* order) {
  int option = 0;
  //[fix no-removal]
  //| while ((option = ::getopt(argc, argv, "srk:t:")) != -1) {
  while ((option = ::getopt(argc, argv, "srdk:t:")) != -1) {
  //[end]
    switch (option) {
      case '?': return false;
      case 'k':
        if (!number_of(optarg, &order->key)) return false;
        //[fix junk-key]
        if (order->key < 1 || order->key > INT_MAX) return false;  // 0 is IPC_PRIVATE: no key at all
        //[end]
        break;
      case 't':
        if (!number_of(optarg, &order->type)) return false;
        //[fix type-check]
        //| if (order->type <= 0) return false;
        //[end]
        order->type_given = true;
        break;
      default:  // what to do, and that only once
        if (order->what != 0) return false;
        order->what = option;
    }
  }
  const bool sends = order->what == 's';
  if (!order->type_given) order->type = sends ? 1 : 0;
  //[fix type-check]
  if (sends && order->type < 1) return false;  // msgrcv(2): 0 is any type, -N each one up to N
  //[end]
  if (order->type > INT_MAX || order->type < -INT_MAX) return false;
  if (sends && optind < argc) order->text = argv[optind++];
  return order->what != 0 && optind == argc && sends == (order->text != nullptr);
}

// The queue with this key; -1 when it cannot be had.
int queue_for(const Order& order) {
  //[fix made-by-reader]
  //| return ::msgget(static_cast<key_t>(order.key), IPC_CREAT | 0600);
  const int flags = order.what == 's' ? IPC_CREAT | 0600 : 0;  // only who sends makes one
  return ::msgget(static_cast<key_t>(order.key), flags);
  //[end]
}

}  // namespace

int main(int argc, char** argv) {
  Order order;
  if (!read_order(argc, argv, &order)) return complain("usage: -s [-k KEY] [-t TYPE] TEXT, -r [-k KEY] [-t TYPE], or -d [-k KEY]", 2);
  const int queue = queue_for(order);
  if (queue < 0) return complain("there is no such queue", 1);
  if (order.what == 's') return put(queue, order.type, order.text) ? 0 : complain("it cannot be sent", 1);
  //[fix no-removal]
  if (order.what == 'd') return ::msgctl(queue, IPC_RMID, nullptr) == 0 ? 0 : complain("it cannot be removed", 1);
  //[end]
  return take(queue, order.type) ? 0 : complain("there is no such message", 3);
}
