// Processes that do nothing but use CPU, to make a machine busy. They end with the object, and with this process.
#pragma once
#include <sys/types.h>
#include <vector>

namespace ipclab::tests {

class Burners {
 public:
  explicit Burners(int count);
  ~Burners();
  Burners(const Burners&) = delete;
  Burners& operator=(const Burners&) = delete;

 private:
  std::vector<pid_t> pids_;
};

}  // namespace ipclab::tests
