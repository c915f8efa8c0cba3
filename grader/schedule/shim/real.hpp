// The functions that the wrappers stand before: the next definition in the order of the loaded libraries.
//
//   EXPORT ssize_t read(int fd, void* buffer, size_t size) {
//     point(Call::read, fd, FROM);
//     return REAL(read)(fd, buffer, size);
//   }
//
// All of them are looked up when the library is loaded, because dlsym(3) may not be called in a signal handler; what is
// called before that (by the constructors of other libraries) is looked up when it is needed.
#pragma once

namespace ipclab::shim {

struct Real {
  const char* name;
  void* function;
  void* get() { return function != nullptr ? function : look_up(); }
  void* look_up();
};

// Looks up everything that some file names with REAL.
void look_up_all();

}  // namespace ipclab::shim

#define EXPORT extern "C" __attribute__((visibility("default")))
// The place in the program that called the wrapper; only to be used in the wrapper itself.
#define FROM __builtin_return_address(0)
// Not for functions that are templates or inline: their copies could not share one section.
#define REAL_AS(type, name)                                                                              \
  ([]() -> type {                                                                                        \
    static constinit ::ipclab::shim::Real entry __attribute__((section("ipclab_real"), used)){name, nullptr}; \
    return reinterpret_cast<type>(entry.get());                                                          \
  }())
#define REAL(name) REAL_AS(decltype(&::name), #name)
// Null before the library is loaded: for what dlsym(3) itself may need.
#define REAL_IF_KNOWN(type, name)                                                                        \
  ([]() -> type {                                                                                        \
    static constinit ::ipclab::shim::Real entry __attribute__((section("ipclab_real"), used)){name, nullptr}; \
    return reinterpret_cast<type>(entry.function);                                                       \
  }())
