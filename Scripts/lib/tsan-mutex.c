// Tells ThreadSanitizer what the slow path of Synchronization.Mutex does.
//
// The fast path of a Mutex is compiled into its user, so the sanitizer sees its atomics. The slow
// path lies in the library, which is not sanitized, and hands the lock over in the kernel
// (FUTEX_LOCK_PI): unseen, each contended lock looks like a race. Preloaded by Scripts/sanitize,
// these three functions stand before the library's own, call them, and say what they did.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdlib.h>

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self
typedef SWIFT void LockSlow(uint32_t thread, SELF);
typedef SWIFT void UnlockSlow(SELF);
typedef SWIFT _Bool TryLockSlow(SELF);

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"

static LockSlow *lockSlow;
static UnlockSlow *unlockSlow;
static TryLockSlow *tryLockSlow;

__attribute__((constructor)) static void find(void) {
  lockSlow = (LockSlow *)dlsym(RTLD_NEXT, LOCK);
  unlockSlow = (UnlockSlow *)dlsym(RTLD_NEXT, UNLOCK);
  tryLockSlow = (TryLockSlow *)dlsym(RTLD_NEXT, TRY_LOCK);
}

LockSlow shimLockSlow __asm__(LOCK);
UnlockSlow shimUnlockSlow __asm__(UNLOCK);
TryLockSlow shimTryLockSlow __asm__(TRY_LOCK);

SWIFT void shimLockSlow(uint32_t thread, SELF) {
  if (!lockSlow) abort();
  lockSlow(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void shimUnlockSlow(SELF) {
  if (!unlockSlow) abort();
  if (__tsan_release) __tsan_release(self);
  unlockSlow(self);
}

SWIFT _Bool shimTryLockSlow(SELF) {
  if (!tryLockSlow) abort();
  _Bool taken = tryLockSlow(self);
  if (taken && __tsan_acquire) __tsan_acquire(self);
  return taken;
}
