// Two accounts, each transfer locks its source first; one there and one back.
#include <mutex>
#include <stdio.h>
#include <thread>

struct Account {
  std::mutex mutex;
  int money = 10;
};

static void transfer(Account& from, Account& to, int amount) {
  const std::lock_guard first(from.mutex);
  const std::lock_guard second(to.mutex);
  from.money -= amount;
  to.money += amount;
}

int main() {
  Account one, two;
  {
    std::jthread there([&] { transfer(one, two, 3); });
    std::jthread back([&] { transfer(two, one, 5); });
  }
  printf("%d %d\n", one.money, two.money);
  return one.money + two.money == 20 ? 0 : 1;
}
