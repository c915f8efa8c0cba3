// right: the balances are a file, and one lock on it is for everything; the kernel drops that with its owner
#include <fcntl.h>
#include <iostream>
#include <string>
#include <sys/file.h>
#include <unistd.h>

using namespace std;

constexpr const char* kFile = "bank.accounts";

int account(const string& text) { return text.size() == 1 && text >= "1" && text <= "5" ? text[0] - '0' : 0; }

long load(int fd, int number) {
  long balance = 0;
  if (pread(fd, &balance, sizeof balance, number * 8) != 8) _exit(1);
  return balance;
}

void store(int fd, int number, long balance) {
  if (pwrite(fd, &balance, sizeof balance, number * 8) != 8) _exit(1);
}

int main(int argc, char** argv) {
  string what = argc > 1 ? argv[1] : "";
  if (what == "keep" && argc == 2) {
    int fd = open(kFile, O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 1; i <= 5; i++) store(fd, i, 1000);
    cout << "open" << endl;
    string ignored;
    while (getline(cin, ignored)) {}
    for (int i = 1; i <= 5; i++) cout << "account " << i << ": " << load(fd, i) << endl;
    unlink(kFile);
    return 0;
  }
  int from = argc == 4 ? account(argv[2]) : 0, to = argc == 4 ? account(argv[3]) : 0;
  if (what != "move" || !from || !to || from == to) {
    cerr << "I do not understand" << endl;
    return 2;
  }
  int fd = open(kFile, O_RDWR);
  for (long amount; cin >> amount;) {
    while (flock(fd, LOCK_EX) != 0) {}
    store(fd, from, load(fd, from) - amount);
    store(fd, to, load(fd, to) + amount);
    flock(fd, LOCK_UN);
    cout << "moved " << amount << endl;
  }
}
