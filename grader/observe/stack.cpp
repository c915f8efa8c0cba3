#include "observe/stack.hpp"

#include "observe/lines.hpp"
#include "observe/memory.hpp"
#include "observe/proc.hpp"
#include "posix/fd.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <elfutils/libdwfl.h>
#include <fcntl.h>
#include <sys/stat.h>

namespace ipclab::observe {
namespace {

constexpr int kMostFrames = 64;
constexpr std::size_t kMostStack = 128 * 1024;

// True when the instruction that ends at `pc` is a call: only then is `pc` a return address.
bool follows_a_call(pid_t pid, unsigned long pc) {
#if defined(__x86_64__)
  const auto code = peek<std::array<unsigned char, 7>>(pid, pc - 7);
  if (!code) return false;
  const auto indirect = [&](std::size_t at) { return (*code)[at] == 0xff && ((*code)[at + 1] & 0x38) == 0x10; };
  return (*code)[2] == 0xe8 || indirect(5) || indirect(4) || indirect(3) || indirect(1) || indirect(0);
#else
  const auto code = peek<unsigned>(pid, pc - 4);
  return code && ((*code & 0xfc000000U) == 0x94000000U || (*code & 0xfffffc1fU) == 0xd63f0000U);  // bl, blr
#endif
}

// Where the call before `pc` went: through the linkage table to another file's function. Zero when it is no such call.
unsigned long called_address(pid_t pid, unsigned long pc) {
#if defined(__x86_64__)
  const auto displaced = [pid](unsigned long after) {
    const auto by = peek<int>(pid, after - 4);
    return by ? after + static_cast<unsigned long>(static_cast<long>(*by)) : 0;
  };
  const auto code = peek<std::array<unsigned char, 6>>(pid, pc - 6);
  if (!code) return 0;
  unsigned long slot = 0;  // of the table of addresses that the linker has filled in
  if ((*code)[0] == 0xff && (*code)[1] == 0x15) {  // call *slot(%rip)
    slot = displaced(pc);
  } else if ((*code)[1] == 0xe8) {  // call stub
    unsigned long stub = displaced(pc);
    if (peek<unsigned>(pid, stub).value_or(0) == 0xfa1e0ff3U) stub += 4;      // endbr64
    if (peek<unsigned char>(pid, stub).value_or(0) == 0xf2) stub += 1;        // bnd
    if (peek<unsigned short>(pid, stub).value_or(0) == 0x25ff) slot = displaced(stub + 6);  // jmp *slot(%rip)
  }
  return slot == 0 ? 0 : peek<unsigned long>(pid, slot).value_or(0);
#else
  (void)pid, (void)pc;
  return 0;
#endif
}

}  // namespace

struct Program::Private {
  pid_t pid = 0;
  std::string executable;
  Dwfl* dwfl = nullptr;
  Dwfl_Module* program = nullptr;  // the executable's
  bool has_lines = false;
  const Task* task = nullptr;      // being unwound
  Backtrace* result = nullptr;
  bool names = false;              // of functions are wanted too
  int frames = 0;

  void open();
  int frame(Dwfl_Frame* state);
  [[nodiscard]] std::string called_function(Dwarf_Addr return_address) const;
  [[nodiscard]] bool calls_own_function(Dwarf_Addr return_address) const;
  void scan_stack();
};

namespace {

// Only files that are mapped are asked for; anything but a regular file (a device) is left alone.
int find_elf(Dwfl_Module*, void** mine, const char* name, Dwarf_Addr, char** file_name, Elf**) {
  const auto* self = static_cast<const Program::Private*>(*mine);
  if (self == nullptr || name[0] != '/') return -1;
  const std::string path = self->executable == name ? ProcPath(self->pid, "exe").c_str()
                                                    : ProcPath(self->pid, "root").c_str() + std::string(name);
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0 || !S_ISREG(file.st_mode)) return -1;
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) *file_name = ::strdup(name);  // libdwfl frees it
  return fd;
}

// What is not in the file itself is not searched for: no /usr/lib/debug, no debuginfod.
int no_debuginfo(Dwfl_Module*, void**, const char*, Dwarf_Addr, const char*, const char*, GElf_Word, char**) {
  return -1;
}

const Dwfl_Callbacks kFiles = {find_elf, no_debuginfo, nullptr, nullptr};

pid_t next_thread(Dwfl*, void*, void**) { return 0; }

bool get_thread(Dwfl*, pid_t, void* self, void** thread) {
  *thread = self;
  return true;
}

bool read_word(Dwfl*, Dwarf_Addr address, Dwarf_Word* word, void* self) {
  return peek(static_cast<Program::Private*>(self)->pid, address, word, sizeof *word);
}

bool set_registers(Dwfl_Thread* thread, void* self) {
#if defined(__x86_64__)
  constexpr int kStackPointer = 7;
  constexpr std::array kArguments = {5, 4, 1, 10, 8, 9};  // rdi, rsi, rdx, r10, r8, r9 as DWARF counts them
#else
  constexpr int kStackPointer = 31;
  constexpr std::array kArguments = {0, 1, 2, 3, 4, 5};
#endif
  const Task& task = *static_cast<Program::Private*>(self)->task;
  const Dwarf_Word sp = task.sp;
  if (!dwfl_thread_state_registers(thread, kStackPointer, 1, &sp)) return false;
  for (std::size_t i = 0; task.call >= 0 && i < task.args.size(); ++i) {  // vfork(3) keeps its return address in the first
    const Dwarf_Word value = task.args.at(i);
    if (!dwfl_thread_state_registers(thread, kArguments.at(i), 1, &value)) return false;
  }
  dwfl_thread_state_register_pc(thread, task.pc);
  return true;
}

const Dwfl_Thread_Callbacks kThreads = {next_thread, get_thread, read_word, set_registers, nullptr, nullptr};

// libdw goes on by guessing where a function has no call frame information; we do not.
bool has_frame_information(Dwfl_Module* module, Dwarf_Addr pc) {
  Dwarf_Addr bias = 0;
  Dwarf_Frame* frame = nullptr;
  for (Dwarf_CFI* cfi : {dwfl_module_eh_cfi(module, &bias), dwfl_module_dwarf_cfi(module, &bias)}) {
    if (cfi == nullptr || dwarf_cfi_addrframe(cfi, pc - bias, &frame) != 0) continue;
    std::free(frame);
    return true;
  }
  return false;
}

}  // namespace

void Program::Private::open() {
  executable = posix::read_link(ProcPath(pid, "exe").c_str()).value_or("");
  dwfl = dwfl_begin(&kFiles);
  if (dwfl == nullptr) return;
  dwfl_report_begin(dwfl);
  if (dwfl_linux_proc_report(dwfl, pid) != 0 || dwfl_report_end(dwfl, nullptr, nullptr) != 0) return;
  struct Found { Private* self; Dwfl_Module* program = nullptr; } found{this};
  dwfl_getmodules(dwfl, [](Dwfl_Module* module, void** mine, const char* name, Dwarf_Addr, void* arg) -> int {
    auto* out = static_cast<Found*>(arg);
    *mine = out->self;
    if (out->self->executable == name) out->program = module;
    return DWARF_CB_OK;
  }, &found, 0);
  program = found.program;
  Dwarf_Addr bias = 0;
  has_lines = program != nullptr && dwfl_module_getdwarf(program, &bias) != nullptr;
  if (!dwfl_attach_state(dwfl, nullptr, pid, &kThreads, this)) program = nullptr;
}

std::string Program::Private::called_function(Dwarf_Addr return_address) const {
  const unsigned long target = called_address(pid, return_address);
  Dwfl_Module* module = target == 0 ? nullptr : dwfl_addrmodule(dwfl, target);
  return module == nullptr ? std::string() : function_name(module, target);
}

// True for a direct call of a function that has a line of its own in the program's source.
bool Program::Private::calls_own_function(Dwarf_Addr return_address) const {
  const auto opcode = peek<unsigned char>(pid, return_address - 5);
  const auto by = peek<int>(pid, return_address - 4);
  if (opcode != 0xe8 || !by) return false;
  const Dwarf_Addr target = return_address + static_cast<unsigned long>(static_cast<long>(*by));
  GElf_Off offset = 1;
  GElf_Sym symbol{};
  const char* name = dwfl_module_addrinfo(program, target, &offset, &symbol, nullptr, nullptr, nullptr);
  return name != nullptr && offset == 0 && GELF_ST_TYPE(symbol.st_info) == STT_FUNC && source_line(program, target);
}

int Program::Private::frame(Dwfl_Frame* state) {
  Dwarf_Addr pc = 0;
  bool activation = false;
  if (++frames > kMostFrames || !dwfl_frame_pc(state, &pc, &activation)) return DWARF_CB_ABORT;
  if (frames > 1 && !activation && !follows_a_call(pid, pc)) return DWARF_CB_ABORT;
  const Dwarf_Addr here = activation ? pc : pc - 1;  // a return address belongs to the call before it
  Dwfl_Module* module = dwfl_addrmodule(dwfl, here);
  if (module == nullptr) return DWARF_CB_ABORT;
  if (module == program) {
    if (!activation && names && result->called.empty()) result->called = called_function(pc);
    for (SourceLine& line : source_lines(module, here)) {
      if (result->at) result->callers.push_back(std::move(line));
      else result->at = std::move(line);
    }
    if (!has_lines) {
      result->complete = true;
      return DWARF_CB_ABORT;
    }
    result->complete = result->at.has_value();  // what follows are its callers
  }
  if (names && !result->complete) result->libraries.push_back(function_name(module, here));
  return has_frame_information(module, here) ? DWARF_CB_OK : DWARF_CB_ABORT;
}

// Where the way back was lost: the return address into the program is on the stack for certain (on x86-64 every call
// puts it there), perhaps beside stale ones. If all that could be it are on one line, that line it is. Those of calls
// within the program are not: the one we look for has left it.
void Program::Private::scan_stack() {
#if defined(__x86_64__)
  Dwarf_Addr low = 0, high = 0;
  if (!has_lines || dwfl_module_info(program, nullptr, &low, &high, nullptr, nullptr, nullptr, nullptr) == nullptr)
    return;
  std::vector<unsigned long> words(kMostStack / sizeof(unsigned long));
  std::size_t size = kMostStack;
  bool whole = false;
  for (const Mapping& m : read_mappings(pid))
    if (task->sp >= m.start && task->sp < m.end) {
      size = std::min(size, static_cast<std::size_t>(m.end - task->sp) & ~std::size_t{7});
      whole = true;
    }
  if (!whole || !peek(pid, task->sp, words.data(), size)) return;
  std::optional<SourceLine> only;
  Dwarf_Addr pc = 0;
  for (std::size_t i = 0; i < size / sizeof(unsigned long); ++i) {
    if (words[i] <= low || words[i] >= high || !follows_a_call(pid, words[i])) continue;
    const auto line = source_line(program, words[i] - 1);
    if (!line || calls_own_function(words[i])) continue;
    if (only && (only->line != line->line || only->file != line->file)) return;
    only = line;
    pc = words[i];
  }
  result->at = only;
  if (only && names) result->called = called_function(pc);
#endif
}

Program::Program(pid_t thread) : private_(std::make_unique<Private>()) {
  private_->pid = thread;
  private_->open();
}

Program::~Program() {
  if (private_->dwfl != nullptr) dwfl_end(private_->dwfl);
}

Backtrace Program::backtrace(const Task& task, bool with_names) {
  Backtrace result;
  if (private_->program == nullptr || (task.call < 0 && task.pc == 0)) return result;
  private_->task = &task;
  private_->result = &result;
  private_->frames = 0;
  private_->names = with_names;
  dwfl_getthread_frames(private_->dwfl, task.tid, [](Dwfl_Frame* state, void* self) {
    return static_cast<Private*>(self)->frame(state);
  }, private_.get());
  // Stopped in the program's own code it may have been called from anywhere.
  const bool in_own_code = task.call < 0 && dwfl_addrmodule(private_->dwfl, task.pc) == private_->program;
  if (!result.complete && !in_own_code) private_->scan_stack();
  return result;
}

std::optional<Variable> Program::variable_at(unsigned long address) {
  if (private_->program == nullptr) return std::nullopt;
  GElf_Off offset = 0;
  GElf_Sym symbol{};
  const char* name = dwfl_module_addrinfo(private_->program, address, &offset, &symbol, nullptr, nullptr, nullptr);
  if (name == nullptr || GELF_ST_TYPE(symbol.st_info) != STT_OBJECT || offset >= symbol.st_size) return std::nullopt;
  return Variable{readable_name(name), offset, symbol.st_size};
}

std::optional<SourceLine> led_there(const std::optional<SourceLine>& at, const std::vector<SourceLine>& callers, const std::string& own_file) {
  if (!at) return std::nullopt;
  for (const SourceLine& caller : callers)
    if (caller.file == own_file && (caller.line != at->line || at->file != own_file)) return caller;
  return std::nullopt;
}

}  // namespace ipclab::observe
