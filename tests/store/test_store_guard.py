import os
from pathlib import Path

import pytest

from actlog.domain.errors import StoreError
from actlog.store.guard import check_place, is_synced, network_mount

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
30 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
41 30 0:45 / /mnt/team rw,relatime shared:8 master:2 - nfs4 server:/team rw,vers=4.2
42 30 0:4 / /mnt/disk rw - btrfs /dev/sdb rw
43 30 0:46 / /mnt/c rw - 9p drvfs rw
44 30 0:47 /a\\0400:45\\040b /mnt/odd rw - tmpfs tmpfs rw
45 30 0:48 / /mnt/box rw - fuse.sshfs me@host: rw
46 30 0:49 / /mnt/usb rw - fuse.ntfs-3g /dev/sdc rw
garbage
"""


@pytest.mark.parametrize(
    ("device", "kind"),
    [
        ("0:45", "nfs4"),
        ("0:46", "9p"),
        ("0:48", "fuse.sshfs"),
        ("0:4", None),
        ("0:47", None),
        ("0:49", None),
        ("254:0", None),
        ("0:99", None),
    ],
)
def test_network_shares_are_told_by_their_device(device: str, kind: str | None) -> None:
    assert network_mount(MOUNTS, device) == kind


def test_a_windows_share_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.db").touch()
    with pytest.raises(StoreError, match="network share"):
        check_place("\\\\server\\team\\log.db", os.stat(tmp_path / "log.db"))


def test_a_place_without_a_device_of_its_own_is_looked_up_and_accepted() -> None:
    check_place("/proc/self/status", os.stat("/proc/self/status"))


@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero"])
def test_a_device_is_no_log(path: str) -> None:
    with pytest.raises(StoreError, match="the log is not a plain file: /dev/"):
        check_place(path, os.stat(path))


@pytest.mark.parametrize(
    "folder",
    [
        "Dropbox",
        "Dropbox (Acme)",
        "OneDrive",
        "OneDrive - Acme Ltd/sales",
        "Google Drive/My Drive",
        "Library/CloudStorage/GoogleDrive-jo@example.com",
        "Library/Mobile Documents/com~apple~CloudDocs",
        "iCloudDrive",
        "Nextcloud/log",
    ],
)
def test_folders_that_a_cloud_client_copies_are_known(tmp_path: Path, folder: str) -> None:
    assert is_synced(str(tmp_path / folder / "log.db"))


def test_a_link_into_a_synced_folder_is_one(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "sales").symlink_to(tmp_path / "Dropbox")
    assert is_synced(str(tmp_path / "sales" / "log.db"))


@pytest.mark.parametrize("name", ["log.db", "Boxes/log.db", "Dropbox.db", "my drives/log.db"])
def test_other_folders_are_not(tmp_path: Path, name: str) -> None:
    assert not is_synced(str(tmp_path / name))
