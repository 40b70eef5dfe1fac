import Testing
import HummingbirdTesting
@testable import Desk
