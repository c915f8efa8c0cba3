#include "schedule/shim/shim.hpp"
namespace ipclab::shim {
void find_stack() {}
}
