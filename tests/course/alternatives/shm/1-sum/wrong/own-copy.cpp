// wrong: a private mapping; each child adds to its own copy
#include <atomic>
#include <iostream>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

struct Totals {
  std::atomic<long> all;
  std::atomic<long> of[8];
};

int main(int argc, char** argv) {
  const std::string workers = argc == 2 ? argv[1] : "";
  if (workers.size() != 1 || workers < "1" || workers > "8") {
    std::cerr << "usage: sum WORKERS\n";
    return 2;
  }
  std::vector<long> numbers;
  for (long number; std::cin >> number;) numbers.push_back(number);
  void* memory = mmap(nullptr, sizeof(Totals), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return 1;
  auto* totals = new (memory) Totals{};
  const std::size_t count = static_cast<std::size_t>(std::stoi(workers));
  for (std::size_t worker = 0; worker < count; ++worker) {
    if (fork() == 0) {
      for (std::size_t i = worker; i < numbers.size(); i += count) {
        totals->all += numbers[i];
        totals->of[worker] += numbers[i];
      }
      _exit(0);
    }
  }
  for (std::size_t worker = 0; worker < count; ++worker) wait(nullptr);
  for (std::size_t worker = 0; worker < count; ++worker) std::cout << "worker " << worker + 1 << " added " << totals->of[worker] << '\n';
  std::cout << "sum " << totals->all << std::endl;
}
