// Where in its source a sleeping or stopped thread stands: its stack is unwound from outside with libdw, by the call frame
// information of libc and the other libraries, up to the first line of the program's own executable. Only the stack
// and instruction pointers are known (proc(5), /proc/T/syscall); where the way back needs a register that no inner
// frame has saved, there is no answer rather than a guess.
#pragma once
#include "observe/standstill.hpp"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ipclab::observe {

struct Backtrace {
  std::optional<SourceLine> at;         // of the innermost call made by the program's own code
  std::vector<SourceLine> callers;      // the calls that led there, innermost first, as far as they are certain
  std::vector<std::string> libraries;   // functions of libraries on the way there, innermost first: "read", "fgets";
                                        // an empty name where the library does not tell
  std::string called;                   // the library's function that the program called: "fgets"; empty: not known
  bool complete = false;                // the program's own code was reached frame by frame
};

// The call in the program's own file that led to `at`: where that is in another file; and where it is in a function that
// several places may call.
[[nodiscard]] std::optional<SourceLine> led_there(const std::optional<SourceLine>& at, const std::vector<SourceLine>& callers, const std::string& own_file);

// A variable of the executable that an address lies in.
struct Variable {
  std::string name;
  unsigned long offset = 0, size = 0;
};

// One process as its debug information describes it. Its files are opened when first asked for.
class Program {
 public:
  explicit Program(pid_t thread);  // any living one of the process
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // `with_names`: also the names of the functions, which takes a search of each library's symbol table.
  [[nodiscard]] Backtrace backtrace(const Task& task, bool with_names);
  [[nodiscard]] std::optional<Variable> variable_at(unsigned long address);

  struct Private;  // named by libdwfl's callbacks
 private:
  std::unique_ptr<Private> private_;
};

}  // namespace ipclab::observe
