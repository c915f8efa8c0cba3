// bank: five accounts, and clerks who move money from one to another.
//   bank keep                      opens the bank; when the input ends prints the balances and closes it
//   bank move FROM TO < amounts    moves each amount
#include "bank.hpp"

namespace {

// What the kernel is to do with a semaphore when a process ends that has changed it.
constexpr short kFlags = 0;

// Does all of these operations at one moment; waits until they all can be done.
void operate(int set, sembuf* operations, std::size_t count) {
  while (::semop(set, operations, count) < 0 && errno == EINTR) {}
}

// From here until give_back() both accounts are ours.
void take(int set, unsigned short from, unsigned short to) {
  sembuf both[] = {{from, -1, kFlags}, {to, -1, kFlags}};
  operate(set, &both[0], 1);
  operate(set, &both[1], 1);
}

void give_back(int set, unsigned short from, unsigned short to) {
  sembuf both[] = {{from, 1, kFlags}, {to, 1, kFlags}};
  operate(set, both, 2);
}

void move(const Bank& bank, unsigned short from, unsigned short to, long amount) {
  take(bank.set, from, to);
  bank.accounts->balance[from] -= amount;
  bank.accounts->balance[to] += amount;
  give_back(bank.set, from, to);
}

int keep() {
  const Bank bank = open_bank();
  if (bank.accounts == nullptr) return complain("no bank can be opened here", 1);
  say("open\n");
  long line = 0;
  while (next_amount(&line)) {}
  for (int i = 0; i < kAccounts; ++i) say("account " + std::to_string(i + 1) + ": " + std::to_string(bank.accounts->balance[i]) + "\n");
  remove_bank(bank);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (argc == 2 && what == "keep") return keep();
  const int from = argc == 4 && what == "move" ? account_in(argv[2]) : -1;
  const int to = argc == 4 && what == "move" ? account_in(argv[3]) : -1;
  if (from < 0 || to < 0 || from == to) return complain("usage: bank keep, or bank move FROM TO < amounts (two different accounts, 1 to 5)", 2);

  const Bank bank = find_bank();
  if (bank.accounts == nullptr) return complain("there is no bank here", 1);
  long amount = 0;
  while (next_amount(&amount)) {
    move(bank, static_cast<unsigned short>(from), static_cast<unsigned short>(to), amount);
    say("moved " + std::to_string(amount) + "\n");
  }
  return 0;
}
