"""The words by which a personal name is known, and those by which it is told from a place, an agency or a slogan.

Surnames: those of the Kinh and of the peoples of the four provinces (Tày, Nùng, Thái, Mông, Dao, Mường, Sán Chay).
A closed list: a name outside it is known by its title ("bà", "đồng chí") only.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _terms(text: str) -> tuple[str, ...]:
    return tuple(" ".join(term.split()) for term in text.split(";"))


SURNAMES = _words(
    """
    An Bàn Bành Bùi Bạc Bạch Bế Cam Cao Chu Châu Chúng Chẩu Chử Cung Cà Cái Cù Cư Cấn Cầm Cứ Diêu Diệp Doãn
    Dương Giang Giàng Giáp Hoa Hoàng Hoá Huỳnh Hà Hạ Hạng Hầu Hồ Hờ Hứa Kha Khang Khúc Khương Khổng Kim Kiều La
    Linh Liêu Liễu Long Ly Lâm Lâu Lã Lèng Lê Lò Lô Lù Lý Lưu Lương Lường Lại Lầu Lầy Lỗ Lộc Lục Lừu Lỳ Ma Mai
    Mua Mào Mã Mông Mùa Mạc Mạnh Nghiêm Nguyễn Nguỵ Ngô Ngụy Nhâm Nhữ Ninh Nông Nịnh Phan Phàn Phí Phù Phùng
    Phương Phượng Phạm Quan Quàng Quách Quản Seo Sái Sùng Sầm Sần Sồng Tao Thiều Thàng Thào Thái Thân Thạch Thẩm
    Tiêu Trang Triệu Tráng Trương Trần Trịnh Ty Tòng Tô Tôn Tăng Tướng Tường Tưởng Tạ Tẩn Tẩu Tống Từ Ven Vi
    Viên Vàng Vì Võ Văn Vũ Vương Vạn Vầy Vừ Xa Xin Xồng Yên Âu Đan Đinh Điêu Đoàn Đàm Đào Đường Đặng Đồng Đổng
    Đỗ
    """
)
# Middle names that hardly anything but a person's name has; "A" of the Mông, "Thị" of women, "Văn" of men.
SURE_MIDDLE_NAMES = frozenset({"A", "Bá", "Hữu", "Mậu", "Thị", "Viết", "Văn"})

# A name follows; a single capitalised syllable will do ("ông Tuấn").
TITLES = _terms(
    """
    ông/bà; ông; bà; anh; chị; cô; chú; bác; cụ; em; cháu; đồng chí; đ/c; học sinh; sinh viên; họ và tên; họ
    tên; người lập biểu; người lập; người ký; người liên hệ; liên hệ; tên là; hộ ông; hộ bà
    """
)
# A name may follow, in full and with a surname: a position is also spoken of without one.
POSITIONS = _terms(
    """
    giám đốc; chủ tịch; phó chủ tịch; bí thư; trưởng phòng; phó trưởng phòng; chi cục trưởng; cục trưởng; vụ
    trưởng; thứ trưởng; bộ trưởng; trưởng ban; phó trưởng ban; chánh văn phòng; kế toán trưởng; thủ trưởng đơn
    vị; chuyên viên; cán bộ; phóng viên; ký; đã ký; thường trực; người duyệt; thư ký; trưởng thôn; tổng giám
    đốc; viện trưởng
    """
)
# A name stands behind their colon, with a surname or without.
LABELS = _terms(
    """
    ảnh minh hoạ; ảnh minh họa; ảnh; tác giả; tin; bài; tin, bài; tin và ảnh; họ và tên; họ tên; người lập biểu;
    người liên hệ; người ký
    """
)
# What stands before a place, a street, a school, a company, a movement: the name that follows is theirs.
NAMED_AFTER = _terms(
    """
    đường; phố; đại lộ; ngõ; phường; xã; thị trấn; thị xã; huyện; quận; tỉnh; thành phố; tp; tp.; thôn; bản;
    xóm; buôn; ấp; tổ dân phố; khu; cầu; hồ; sông; núi; đảo; đèo; vùng; chợ; trường; thpt; thcs; tiểu học; mầm
    non; đại học; cao đẳng; trung cấp; quỹ; giải thưởng; học bổng; chương trình; dự án; chiến dịch; phong trào;
    cuộc vận động; công ty; tnhh; cổ phần; htx; hợp tác xã; doanh nghiệp; dntn; tư nhân; tập đoàn; bệnh viện;
    trung tâm; công viên; mang tên; tư tưởng; chủ tịch hồ; nước; dân tộc; người; dòng họ; nhà máy; khách sạn;
    vườn; lễ hội; đền; chùa; di tích; căn cứ; báo; thương hiệu; giống; đoàn tncs; đội tntp
    """
)
# Capitalised words of headings and of agencies, where they are no syllables of names: they end a name.
NO_NAME_WORDS = _words(
    """
    Ban Binh Biểu Báo Bí Bản Bộ Cao Chuẩn Chính Chỉ Chủ Cáo Cộng Cục Cửu Dân Dục Em Giám Giáo Hiểm Hiện Hoạch
    Huyện Hàn Hộ Hội Khoa Khu Khẩu Kinh Kế Kết Lai Lao Liệu Làm Lệ Lớp Lục Mới Mức Nghèo Nghề Nghị Ngành Ngân
    Người Nhà Nhật Nông Năm Nước Nữ Phòng Phó Phường Phố Phụ Phủ Quyết Quả Quản Quận Sách Số Sở Thiểu Tháng Thôn
    Thông Thương Thường Thứ Thực Tiêu Tiền Trình Trường Trưởng Trấn Trẻ Trực Tuổi Tác Tây Tư Tạo Tế Tỉnh Tịch
    Tối Tổng Tộc Tỷ Uỷ Việc Vị Vụ Vực Xuất Xã Y Đài Đơn Đảng Đẳng Địa Đốc Động Ương Ủy
    """
)
# Names, in small letters, that a report speaks of without speaking of a person alive: streets, schools, movements.
PUBLIC_NAMES = frozenset(
    _terms(
        """
    bà triệu; bế văn đàn; chu văn an; dương tự minh; hai bà trưng; hoàng văn thụ; hoàng đình giong; hồ chí minh;
    kim đồng; la văn cầu; lê chân; lê hồng phong; lê lợi; lê quý đôn; lê văn tám; lò văn giá; lý thường kiệt; lý
    tự trọng; lương văn tri; nguyễn bỉnh khiêm; nguyễn công trứ; nguyễn du; nguyễn huệ; nguyễn thị minh khai;
    nguyễn thị thập; nguyễn thị định; nguyễn trãi; nguyễn tất thành; nguyễn văn cừ; nguyễn văn trỗi; nguyễn ái
    quốc; ngô quyền; phan bội châu; phan chu trinh; phan châu trinh; phan văn trị; phan đình phùng; phùng chí
    kiên; phạm văn đồng; quang trung; trần hưng đạo; trần phú; trần quốc toản; trần văn thời; tô hiệu; tôn đức
    thắng; võ nguyên giáp; võ thị sáu; vừ a dính; đội cấn
        """
    )
)
# In small letters: places that begin with what is also a surname or a title, beside those of the catalogue's areas.
PLACES = frozenset(
    _terms(
        """
        cà mau; cô ba; cô ngân;
    an giang; an khê; bà nà; bà rịa; bà đen; bàn đạt; bạc liêu; bạch long vĩ; bạch thông; cao bằng; cao lãnh;
    cao lộc; châu phi; châu á; châu âu; cô sầu; cô tô; giang nam; hoa kỳ; hoa lư; hoàng mai; hoàng sa; hoàng su
    phì; hà giang; hà lang; hà nam; hà nội; hà quảng; hà tây; hà tĩnh; hà đông; hàn quốc; hạ lang; hạ long; hồ
    chí minh; kim bôi; kim bảng; kim sơn; kim thành; kim động; la bằng; la hiên; lang chánh; long an; long biên;
    long thành; ly sơn; lâm bình; lâm đồng; lê chân; lý nhân; lý sơn; lương sơn; lương tài; lộc bình; lục nam;
    lục ngạn; lục yên; ma cao; mai châu; mai sao; mai sơn; mã lai; mông cổ; mường la; ninh bình; ninh thuận;
    nông cống; nông sơn; phan rang; phan thiết; phù yên; phú bình; phú lương; phú thọ; phú yên; phương viên;
    quan hoá; quan hóa; quan sơn; sần chải; thanh hóa; thái bình; thái lan; thái nguyên; thạch an; thạch hà;
    thạch thành; thạch thất; trang bảng; trùng khánh; trường sa; trảng bàng; tân cương; tô hiệu; tương dương;
    tường dương; từ sơn; vi xuyên; viên chăn; việt nam; vân hồ; võ nhai; văn bàn; văn chấn; văn giang; văn lâm;
    văn lãng; văn quan; văn yên; vạn ninh; yên bái; yên bình; yên châu; yên dũng; yên lạc; yên minh; yên mô; yên
    thế; âu cơ; ông đốc; đan mạch; đinh lập; đoàn kết; đài loan; đông nam; đường lâm; đại từ; đồng hỷ; đồng nai;
    đồng tháp
        """
    )
)
