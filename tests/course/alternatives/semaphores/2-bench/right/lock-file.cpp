// right: a file beside the file, made with O_EXCL; who finds it there looks again after a nap
#include <fcntl.h>
#include <iostream>
#include <string>
#include <time.h>
#include <unistd.h>

using namespace std;

int main(int argc, char* argv[]) {
  string n = argc >= 3 ? argv[2] : "", what = argc >= 4 ? argv[3] : "wait";
  if (argc > 4 || n.length() != 1 || n.find_first_of("123456789") != 0 || (what != "wait" && what != "try") || (argc == 4 && what == "wait")) {
    cerr << "usage: bench FILE N [try]" << endl;
    return 2;
  }
  string file = argv[1], lock = file + ".bench";
  if (access(file.c_str(), F_OK) != 0) {
    cerr << "no file " << file << endl;
    return 1;
  }
  int fd;
  while ((fd = open(lock.c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600)) < 0) {
    if (what == "try") {
      cout << "taken" << endl;
      return 3;
    }
    timespec nap{0, 3'000'000};
    nanosleep(&nap, nullptr);
  }
  close(fd);
  cout << "in" << endl;
  char c;
  while (cin.get(c)) {}
  cout << "out" << endl;
  unlink(lock.c_str());
  return 0;
}
