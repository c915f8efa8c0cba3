// Two threads push on a stack with compare-and-exchange; nothing is lost.
// memory
#include <atomic>
#include <pthread.h>
#include <stdio.h>

struct Node {
  Node* next;
};
static std::atomic<Node*> top;
static Node nodes[2][3];

static void* push(void* mine) {
  auto* own = static_cast<Node*>(mine);
  for (int i = 0; i < 3; ++i) {
    own[i].next = top;
    while (!top.compare_exchange_weak(own[i].next, &own[i])) {
    }
  }
  return nullptr;
}

int main() {
  pthread_t thread;
  pthread_create(&thread, nullptr, push, nodes[0]);
  push(nodes[1]);
  pthread_join(thread, nullptr);
  int count = 0;
  for (const Node* node = top; node != nullptr; node = node->next) ++count;
  printf("%d\n", count);
  return count == 6 ? 0 : 1;
}
